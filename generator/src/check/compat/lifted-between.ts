import type { DomainModel } from '../../model/domain-model.js';
import type { Evolution, VersionSteps } from '../../model/evolution-model.js';
import type { LiftedBetween } from './run-compat.js';

const nothing = { up: false, down: false };

/** What planned steps lift: all of them have to be there, as they run one after the other. */
export function createLifted(model: DomainModel, evolution: Evolution | undefined): LiftedBetween {
  if (evolution === undefined) return () => nothing;
  const steps = stepsByMessage(model, evolution);
  return ({ subject, versions }) => {
    if (versions === undefined || versions.from >= versions.to) return nothing;
    // The step to version n stands at n - 2: the first version has none.
    const between = steps.get(`${subject.kind} ${subject.type}`)?.slice(versions.from - 1, versions.to - 1) ?? [];
    const isComplete = between.length === versions.to - versions.from;
    return {
      up: isComplete && between.every((step) => step !== undefined),
      down: isComplete && between.every((step) => step?.down !== undefined),
    };
  };
}

function stepsByMessage(
  { contexts }: DomainModel,
  { messages, states }: Evolution,
): ReadonlyMap<string, readonly (VersionSteps | undefined)[]> {
  const aggregates = contexts.flatMap((context) => context.aggregates);
  const all = [
    ...aggregates.flatMap(({ events }) => events.map((event) => ({ kind: 'event', ...event }))),
    ...aggregates.flatMap(({ commands }) => commands.map((command) => ({ kind: 'command', ...command }))),
  ];
  return new Map([
    ...all.map(
      ({ kind, type, versions }) => [`${kind} ${type}`, versions.slice(1).map((each) => messages.get(each))] as const,
    ),
    ...aggregates.map(
      ({ context, name, state }) =>
        [`state ${context}.${name}`, (state?.versions ?? []).slice(1).map((each) => states.get(each))] as const,
    ),
  ]);
}
