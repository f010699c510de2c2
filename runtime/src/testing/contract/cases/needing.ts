import type { CaseDefinition, ContractCapability } from '../contract-case.js';

/** Adds what all cases of a group need to what each of them says. */
export const needing =
  (capability: ContractCapability) =>
  ({ name, needs = [], run }: CaseDefinition): CaseDefinition => ({
    name,
    needs: [capability, ...(typeof needs === 'string' ? [needs] : needs)],
    run,
  });
