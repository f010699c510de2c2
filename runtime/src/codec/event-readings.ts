// How the events of a registry are read, by stored name and stored schema version. Names are known from the start, what a
// version needs is put together when the first event in it turns up.
import { InvalidUseError } from '../errors/command-errors.js';
import { MissingUpcasterError, NewerSchemaVersionError, unreadable } from '../errors/reading-errors.js';
import type { EventDefinition } from '../registry/message-definition.js';
import type { Registry, StoredName } from '../registry/registry.js';
import { type ExtractData, extractor } from '../shape/json-extraction.js';
import { recogniser, type RecogniseText } from '../shape/json-pattern.js';
import type { Operations } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';
import { chainFrom, missingStep, type StepSettings, type UpcastChain } from './upcast-chain.js';

/** How one event is read in one schema version. */
export interface Reading {
  readonly definition: EventDefinition;
  readonly type: string;
  readonly shape: Operations;
  readonly exact: boolean;
  /** Data of a text that surely fits the shape: the fast way to have it, and to know it. */
  readonly extract: ExtractData;
  /** Whether a text surely fits the shape: the next faster way to know it. */
  readonly recognises: RecogniseText;
  /** `undefined` for the latest version. */
  readonly chain: UpcastChain | undefined;
  /** There are steps, or other events that it becomes: the decoded data is not yet the event's. */
  readonly leadsOn: boolean;
}

/** What is known of one stored name. */
export interface NamedReadings extends StoredName {
  readonly ignored: boolean;
  /** By stored schema version, as far as they have turned up. */
  readonly known: (Reading | undefined)[];
}

export class EventReadings {
  readonly #byName: ReadonlyMap<string, NamedReadings>;
  readonly #settings: StepSettings;

  /** @throws InvalidUseError for an event without a shape for its latest schema version */
  constructor(registry: Registry, settings: StepSettings) {
    for (const { definition } of registry.names.values()) refuseShapeless(definition);
    this.#byName = new Map(
      [...registry.names].map(([name, stored]) => [
        name,
        { ...stored, ignored: stored.definition.ignored !== undefined, known: [] },
      ]),
    );
    this.#settings = settings;
  }

  named(name: string): NamedReadings | undefined {
    return this.#byName.get(name);
  }

  /** How a stored event is read. @throws NewerSchemaVersionError, MissingUpcasterError, UndecodableEventError */
  of(named: NamedReadings, stored: StoredEvent): Reading {
    const { definition } = named;
    const { schemaVersion: latest } = definition;
    const { schemaVersion } = stored;
    const own = ownSchemaVersion(named, schemaVersion);
    if (own === undefined || own < 1 || !Number.isSafeInteger(own)) {
      throw unreadable(stored, 'unknown', `has schema version ${schemaVersion}, which this name never had`);
    }
    if (own > latest) throw new NewerSchemaVersionError(stored, latest);
    const missing = missingStep(definition, own);
    if (missing !== undefined) throw new MissingUpcasterError(stored, missing);
    return (named.known[schemaVersion] = this.#readingOf(definition, own));
  }

  /** How an event is read whose name and schema version somebody else says; `undefined` where it cannot be. */
  find({ definition, known }: NamedReadings, schemaVersion: number): Reading | undefined {
    const { schemaVersion: latest, versions } = definition;
    const isVersion = Number.isSafeInteger(schemaVersion) && schemaVersion >= 1 && schemaVersion <= latest;
    if (!isVersion || versions[schemaVersion] === undefined) return undefined;
    if (missingStep(definition, schemaVersion) !== undefined) return undefined;
    return (known[schemaVersion] ??= this.#readingOf(definition, schemaVersion));
  }

  #readingOf(definition: EventDefinition, schemaVersion: number): Reading {
    const { type, becomes } = definition;
    const shape = shapeAt(definition, schemaVersion);
    const chain = chainFrom(definition, schemaVersion, this.#settings);
    const leadsOn = chain !== undefined || becomes !== undefined;
    const exact = shape.exact();
    const recognises = recogniser(exact ? undefined : shape.pattern());
    return { definition, type, shape, exact, extract: extractor(shape), recognises, chain, leadsOn };
  }
}

/** What a schema version under a stored name is under the event's own; `undefined` where the name never had it. */
export function ownSchemaVersion({ alias }: Pick<StoredName, 'alias'>, schemaVersion: number): number | undefined {
  if (schemaVersion === 0) return alias?.unversioned;
  return alias?.versions === undefined ? schemaVersion : alias.versions[schemaVersion];
}

function refuseShapeless(definition: EventDefinition): void {
  shapeAt(definition, definition.schemaVersion);
}

/** @throws InvalidUseError */
function shapeAt({ type, versions }: EventDefinition, schemaVersion: number): Operations {
  const shape = versions[schemaVersion]?.shape;
  if (shape === undefined) throw new InvalidUseError(`${type} has no shape for its schema version ${schemaVersion}.`);
  return shape;
}
