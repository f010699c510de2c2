import type { Evolution, StepPlan } from '../../model/evolution-model.js';
import type { RefType } from '../../model/type-model.js';
import { stepsOf, walkExpression } from './needs.js';

/** Versions of types that values pass through on the way to others, which nothing else may refer to. */
export function typesBetween({ messages, types, states }: Evolution): readonly RefType[] {
  const all = [...messages.values(), ...types.values(), ...states.values()];
  return all.flatMap(({ up, down }) => [...between(up), ...(down === undefined ? [] : between(down))]);
}

function between({ value }: StepPlan): readonly RefType[] {
  const refs: RefType[] = [];
  if (value === undefined) return refs;
  walkExpression(value, (inner) => {
    for (const { type, to } of stepsOf(inner)) {
      const way = Math.sign(to - type.schemaVersion);
      for (let at = type.schemaVersion; at !== to; at += way) refs.push({ ...type, schemaVersion: at + way });
    }
  });
  return refs;
}
