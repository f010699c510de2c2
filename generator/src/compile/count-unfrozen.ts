import { resultsIn } from '../lock/fixture-text.js';
import type { DomainModel } from '../model/domain-model.js';
import type { PlannedFixture } from './plan-release.js';

/** Results that fixtures lack: of each sample in each version after its own. Ignored events are read by nobody. */
export function countUnfrozen(fixtures: readonly PlannedFixture[], model: DomainModel): number {
  const latest = new Map<string, number>();
  for (const { aggregates } of model.contexts) {
    for (const { events, commands } of aggregates) {
      for (const event of events) if (event.ignored === undefined) latest.set(event.type, event.versions.length);
      for (const command of commands) latest.set(command.type, command.versions.length);
    }
  }
  return fixtures.reduce((sum, { text }) => sum + missingIn(text, latest), 0);
}

function missingIn(text: string, latest: ReadonlyMap<string, number>): number {
  const { type, schemaVersion, results } = resultsIn(text);
  const later = Array.from({ length: Math.max(0, (latest.get(type) ?? 0) - schemaVersion) }, (_, at) =>
    String(schemaVersion + 1 + at),
  );
  return results.reduce((sum, stages) => sum + later.filter((stage) => !stages.includes(stage)).length, 0);
}
