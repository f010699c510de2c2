/** Aggregates whose state is stored for good: as the truth, or in facts. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { RawDocument } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';

/** Reports what is missing for that, and what does not go together with it. */
export function checkStoredState(document: RawDocument, root: Place, problems: Diagnostic[]): void {
  const { aggregate = 'This', persistence, facts } = document;
  const isTruth = persistence === 'state';
  const asked = isTruth ? ('persistence' as const) : facts === true ? ('facts' as const) : undefined;
  if (asked === undefined) return;
  if (isTruth) checkPlainState(document, root, problems);
  if (document.state === undefined && document.states === undefined) {
    problems.push(report('state-not-declared', { aggregate, asked: askedFor[asked] }, child(root, asked)));
  }
  if (Object.keys(document.commands ?? {}).length === 0) {
    problems.push(report('state-never-stored', { aggregate, asked: askedFor[asked] }, child(root, asked)));
  }
}

const askedFor = { persistence: 'persistence: state', facts: 'facts: true' } as const;

/** Without a history there is nothing to fold, to keep a snapshot of, or to tell facts beside. */
function checkPlainState(document: RawDocument, root: Place, problems: Diagnostic[]): void {
  const { aggregate = 'This', style = 'decider', facts, snapshot } = document;
  const refuse = (what: string, at: Place): number =>
    problems.push(report('plain-state-misfit', { aggregate, what }, at));
  if (style !== 'decider') refuse(`style: ${style}`, child(root, 'style'));
  if (snapshot !== undefined) refuse('snapshot', atKey(child(root, 'snapshot')));
  if (facts === true) refuse('facts', atKey(child(root, 'facts')));
}
