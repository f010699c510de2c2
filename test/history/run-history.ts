import { createEventDecoder } from '../../runtime/src/codec/decode-event.js';
import type { Registry } from '../../runtime/src/registry/registry.js';
import { streamName } from '../../runtime/src/message/stream-name.js';
import type { StoredEvent } from '../../runtime/src/store/stored-event.js';
import { importBundle } from '../support/golden-bundle.js';
import { generateFiles } from '../support/golden-project.js';
import type { History, WrittenEvent } from './simulate.js';
import type { Json } from './shapes.js';

/** What an event of the history is read as, in JSON. */
export interface ReadEvent {
  readonly type: string;
  readonly data: Json;
}

const config = 'varve: 1\nschemas: [schemas/*.yaml]\n';

/** The generated code of the last release, with the user's functions in place, run. */
export async function loadLastRelease({ schema, upcasters }: History): Promise<Registry> {
  const files = await generateFiles({ 'varve.config.yaml': config, 'schemas/thing.yaml': schema });
  const { registry } = await importBundle(files, entry(upcasters));
  if (!isRegistry(registry)) throw new Error('The bundle has no registry.');
  return registry;
}

/** Functions for replaced events give data of a version in memory; the simulation knows it in JSON. */
function entry(upcasters: string): string {
  return `
    import { simRegistry } from './src/generated/sim/sim.js';
    let registry;
    const definitionOf = (name) => [...registry.names.values()].find(({ definition }) => definition.name === name).definition;
    const typeOf = (name) => definitionOf(name).type;
    const decoded = (name, schemaVersion, json) => definitionOf(name).versions[schemaVersion].shape.decode(json, 1);
    registry = typeof simRegistry === 'function' ? simRegistry(${upcasters}) : simRegistry;
    export { registry };
  `;
}

function isRegistry(value: unknown): value is Registry {
  return typeof value === 'object' && value !== null && 'names' in value && 'aggregates' in value;
}

/** Reads events as a program of the last release would, and gives them back in JSON. */
export function createReader(registry: Registry): (event: WrittenEvent) => readonly ReadEvent[] {
  const decode = createEventDecoder(registry, { check: 'always', random: () => 0 });
  const inJson = ({ type, data }: { readonly type: string; readonly data: unknown }): ReadEvent => {
    const definition = registry.names.get(type)?.definition;
    const shape = definition?.versions[definition.schemaVersion]?.shape;
    if (shape === undefined || !shape.accepts(data, 0, 0))
      throw new Error(`${type} was read as something that it is not.`);
    return { type, data: JSON.parse(JSON.stringify(shape.encode(data))) as Json };
  };
  return (event) => {
    const read = decode(storedOf(event), { thingId: event.facts.thingId });
    if (read === undefined) return [];
    return 'events' in read ? read.events.map(inJson) : [inJson(read)];
  };
}

function storedOf({ type, schemaVersion, data, facts }: WrittenEvent): StoredEvent {
  const { eventId, recordedAt, thingId, streamVersion } = facts;
  return {
    eventId: eventId as StoredEvent['eventId'],
    type,
    schemaVersion,
    data: JSON.stringify(data),
    metadata: '{}',
    streamName: streamName('sim.thing', [thingId]),
    position: streamVersion - 1,
    recordedAt,
  };
}
