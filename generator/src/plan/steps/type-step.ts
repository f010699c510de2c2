/** Calls of the steps of named types. */
import type { StepPlan } from '../../model/evolution-model.js';
import { findType } from '../../model/find-type.js';
import type { RefType } from '../../model/type-model.js';
import { call, type Code } from '../layout/code.js';
import { onOneLine } from '../layout/lay-out.js';
import { found, typeKey } from '../names/domain-names.js';
import type { Exported } from '../names/module-scope.js';
import type { Step } from './needs.js';
import type { Position, StepContext, StepsFile } from './step-context.js';

type Known = Pick<StepsFile, 'plan' | 'evolution'>;

interface Hop {
  readonly function: Exported;
  readonly step: StepPlan;
}

/** The steps between neighbours that lead from one version of a type to another. */
function hops(type: RefType, to: number, { plan, evolution }: Known): readonly Hop[] {
  const { schemaVersion: from, context, name } = type;
  const numbers = Array.from({ length: Math.abs(to - from) }, (_hop, index) =>
    to > from ? from + 1 + index : from - index,
  );
  return numbers.map((newer) => {
    const key = typeKey({ context, name, schemaVersion: newer });
    const model = found(findType(plan.model, { ...type, schemaVersion: newer }), key);
    const steps = found(evolution.types.get(model.typeVersion), key);
    const names = found(plan.names.contextNamed(context).typeStepNames.steps.get(model.type)?.get(newer), key);
    return to > from
      ? { function: names.up, step: steps.up }
      : { function: names.down, step: found(steps.down, `way down from ${key}`) };
  });
}

export const isCustomStep = ({ type, to }: Step, known: Known): boolean =>
  hops(type, to, known).some(({ step }) => step.needsCustom);

/** `upcastAddressV2ToV3(upcastAddressV1ToV2(old.address), custom.types)`. */
export function stepCode({ type, to }: Step, value: string, at: Position, context: StepContext): Code {
  const custom = at.custom + context.given.typesPart;
  return hops(type, to, context).reduce<Code>((text, hop) => {
    const args = [onOneLine(text), ...(hop.step.needsCustom ? [custom] : [])];
    return call(context.scope.value(hop.function), ...args);
  }, value);
}
