import type { AnyAggregate } from '../../decider/contract.js';
import type { CommandDefinition, EventDefinition } from '../../registry/message-definition.js';
import type { Registry } from '../../registry/registry.js';
import type { Operations } from '../../shape/shape.js';

/** One schema version of an event or a command that somebody may still read. */
export interface TestedVersion {
  readonly kind: 'event' | 'command';
  readonly aggregate: AnyAggregate;
  readonly type: string;
  /** Name within its context. */
  readonly name: string;
  readonly schemaVersion: number;
  readonly latest: number;
  readonly shape: Operations;
  readonly hash: string | undefined;
  readonly isDraft: boolean;
}

/** Every version of every event and command of a registry, but for ignored events. */
export function testedVersions({ aggregates }: Registry): readonly TestedVersion[] {
  return [...aggregates.values()].flatMap((aggregate) => {
    const events = [...Object.values(aggregate.events), ...Object.values(aggregate.replaced ?? {})];
    const commands = Object.values(aggregate.commands).map(({ definition }) => definition);
    return [
      ...events
        .filter(({ ignored }) => ignored === undefined)
        .flatMap((event) => versionsOf('event', event, aggregate)),
      ...commands.flatMap((command) => versionsOf('command', command, aggregate)),
    ];
  });
}

function versionsOf(
  kind: TestedVersion['kind'],
  { type, name, schemaVersion: latest, versions }: EventDefinition | CommandDefinition,
  aggregate: AnyAggregate,
): readonly TestedVersion[] {
  return Object.entries(versions).map(([schemaVersion, { shape, hash, draft }]) => ({
    ...{ kind, aggregate, type, name, schemaVersion: Number(schemaVersion), latest },
    ...{ shape, hash, isDraft: draft === true },
  }));
}
