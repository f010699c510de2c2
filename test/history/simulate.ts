/**
 * Ten years of a project: releases that change events and value types in legal ways, and events that each release writes.
 * What every one of them must be read as in the end is worked out beside, change by change, on JSON.
 */
import { createHash } from 'node:crypto';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { type EventLineage, type Lineage, storedName, upcastersCode, writtenEvent, writtenType } from './lineages.js';
import type { Change, Facts, World } from './change.js';
import { randomChange } from './changes.js';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Meaning,
  randomFields,
  randomInstant,
  randomObject,
  randomUuid,
  type Type,
} from './shapes.js';

export interface WrittenEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly facts: Facts;
  /** What it must be read as; none for an event that is ignored. */
  readonly expected: readonly { readonly type: string; readonly data: JsonObject }[];
}

export interface History {
  /** YAML of the last release. */
  readonly schema: string;
  /** The user's functions: TypeScript of the object that the wiring takes. */
  readonly upcasters: string;
  readonly events: readonly WrittenEvent[];
  /** Kinds of changes that were made, for knowing that all of them were. */
  readonly changes: readonly string[];
  readonly schemaVersions: number;
}

interface LiveEvent extends Omit<WrittenEvent, 'expected'> {
  parts: { lineage: EventLineage; data: JsonObject; facts: Facts }[];
}

export function simulate(seed: number, releases: number): History {
  const simulation = new Simulation(createSeededRandom(seed));
  for (let release = 0; release < releases; release += 1) simulation.release();
  return simulation.history();
}

class Simulation {
  readonly #random: SeededRandom;
  readonly #types: Lineage[] = [];
  readonly #events: EventLineage[] = [];
  readonly #log: LiveEvent[] = [];
  readonly #changes: string[] = [];
  #names = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    for (const name of ['Alpha', 'Beta', 'Gamma']) this.#types.push(this.#newType(name));
    this.#types.push(this.#newUnion('Choice', ['Alpha', 'Beta']));
    for (let count = 0; count < 4; count += 1) this.#events.push(this.#newEvent());
    this.#write();
  }

  release(): void {
    for (let count = 1 + this.#random.below(3); count > 0; count -= 1) this.#changeSomething();
    this.#write();
  }

  #changeSomething(): void {
    const chosen = this.#random.below(24);
    if (chosen < 4) this.#changeType();
    else if (chosen === 4) this.#modernUnion();
    else if (chosen === 5 && this.#events.length < 12)
      this.#record('new-event', () => this.#events.push(this.#newEvent()));
    else if (chosen === 6) this.#rename();
    else if (chosen === 7) this.#retireOrIgnore();
    else if (chosen === 8) this.#split();
    else this.#changeEvent();
  }

  #record(kind: string, change: () => unknown): void {
    this.#changes.push(kind);
    change();
  }

  readonly #freshName = (): string => {
    this.#names += 1;
    return `f${String(this.#names)}`;
  };

  #newType(name: string): Lineage {
    const names = this.#newest();
    const fields = randomFields(this.#random, names, this.#freshName);
    return { name, versions: [{ content: { kind: 'shape', fields }, change: undefined }] };
  }

  #newUnion(name: string, of: readonly string[]): Lineage {
    return { name, versions: [{ content: { kind: 'union', variants: this.#variants(of) }, change: undefined }] };
  }

  #variants(of: readonly string[]): Readonly<Record<string, Type & { readonly kind: 'named' }>> {
    return Object.fromEntries(
      this.#newest()
        .filter((type) => of.includes(type.name))
        .map((type) => [type.name.toLowerCase(), { kind: 'named', ...type }] as const),
    );
  }

  #newEvent(): EventLineage {
    this.#names += 1;
    const fields = randomFields(this.#random, this.#newest(), this.#freshName);
    return {
      name: `Happened${String(this.#names)}`,
      versions: [{ content: { kind: 'shape', fields }, change: undefined }],
      aliases: [],
      stored: undefined,
      retired: false,
      ignored: false,
      becomes: undefined,
    };
  }

  #newest(): readonly { readonly name: string; readonly schemaVersion: number }[] {
    return this.#types.map(({ name, versions }) => ({ name, schemaVersion: versions.length }));
  }

  readonly #meaning: Meaning = (name, schemaVersion) => {
    const content = this.#types.find((type) => type.name === name)?.versions[schemaVersion - 1]?.content;
    if (content === undefined) throw new Error(`There is no ${name}@${String(schemaVersion)}.`);
    return content;
  };

  #world(hasFacts: boolean, names = this.#newest()): World {
    return {
      random: this.#random,
      meaning: this.#meaning,
      freshName: this.#freshName,
      names,
      hasFacts,
      // The newest versions of now: what is decided today does not know those of tomorrow.
      upcastType: (value, type) => this.#upcastValue(value, type, names),
    };
  }

  /** A value of a type whose named types move to these versions. */
  #upcastValue(value: Json, type: Type, names: World['names']): Json {
    switch (type.kind) {
      case 'scalar':
      case 'enum':
        return value;
      case 'nullable':
        return value === null ? null : this.#upcastValue(value, type.of, names);
      case 'list':
        return isList(value) ? value.map((item) => this.#upcastValue(item, type.of, names)) : value;
      case 'map':
        return this.#eachKey(value, names, () => type.of);
      case 'object':
        return this.#eachKey(value, names, (key) => type.fields.find(({ name }) => name === key)?.type);
      case 'named': {
        const to = names.find(({ name }) => name === type.name)?.schemaVersion ?? type.schemaVersion;
        return this.#upcastNamed(value, type.name, type.schemaVersion, to);
      }
    }
  }

  #lengthOf(name: string): number {
    return this.#types.find((type) => type.name === name)?.versions.length ?? 0;
  }

  #eachKey(value: Json, names: World['names'], typeOf: (key: string) => Type | undefined): Json {
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        const type = typeOf(key);
        return [key, type === undefined ? member : this.#upcastValue(member, type, names)] as const;
      }),
    );
  }

  #upcastNamed(value: Json, name: string, from: number, to: number): Json {
    let current = value;
    for (let schemaVersion = from; schemaVersion < to; schemaVersion += 1) {
      const change = this.#types.find((type) => type.name === name)?.versions[schemaVersion]?.change;
      if (change !== undefined && isObject(current)) current = change.apply(current, noFacts);
    }
    return current;
  }

  #changeType(): void {
    const index = this.#random.below(3);
    const type = this.#types[index];
    const content = type?.versions.at(-1)?.content;
    if (type === undefined || content?.kind !== 'shape') return;
    // Types name earlier types only, so that none comes to contain itself.
    const change = randomChange(content.fields, this.#world(false, this.#newest().slice(0, index)));
    this.#record(`type:${change.kind}`, () =>
      type.versions.push({ content: { kind: 'shape', fields: change.fields }, change }),
    );
  }

  /** A union whose variants move to their newest versions. */
  #modernUnion(): void {
    const union = this.#types[3];
    const content = union?.versions.at(-1)?.content;
    if (union === undefined || content?.kind !== 'union') return;
    const variants = this.#variants(['Alpha', 'Beta']);
    if (JSON.stringify(variants) === JSON.stringify(content.variants)) return;
    const steps = Object.entries(content.variants).map(([tag, { name, schemaVersion }]) => {
      return { tag, name, from: schemaVersion, to: this.#lengthOf(name) };
    });
    const apply = (old: JsonObject): JsonObject => {
      const { kind, ...rest } = old;
      const step = steps.find(({ tag }) => tag === kind);
      const value = step === undefined ? rest : this.#upcastNamed(rest, step.name, step.from, step.to);
      return { kind: kind ?? null, ...(isObject(value) ? value : {}) };
    };
    const change: Change = { kind: 'modern-union', fields: [], step: undefined, apply };
    this.#record('type:modern-union', () => union.versions.push({ content: { kind: 'union', variants }, change }));
  }

  #alive(): readonly EventLineage[] {
    return this.#events.filter(({ retired, ignored, becomes }) => !retired && !ignored && becomes === undefined);
  }

  #pick(): EventLineage | undefined {
    const alive = this.#alive();
    return alive[this.#random.below(Math.max(1, alive.length))];
  }

  #changeEvent(): void {
    const event = this.#pick();
    const content = event?.versions.at(-1)?.content;
    if (event === undefined || content?.kind !== 'shape') return;
    const change = randomChange(content.fields, this.#world(true));
    this.#record(change.kind, () => {
      event.versions.push({ content: { kind: 'shape', fields: change.fields }, change });
      for (const part of this.#log.flatMap(({ parts }) => parts)) {
        if (part.lineage === event) part.data = change.apply(part.data, part.facts);
      }
    });
  }

  #rename(): void {
    const event = this.#pick();
    if (event === undefined) return;
    this.#names += 1;
    const name = `Renamed${String(this.#names)}`;
    if (this.#random.chance(2)) {
      this.#record('rename-with-alias', () => {
        event.aliases.push(storedName(event));
        event.stored = undefined;
        event.name = name;
      });
    } else {
      this.#record('rename-with-stored', () => {
        event.stored = storedName(event);
        event.name = name;
      });
    }
  }

  #retireOrIgnore(): void {
    const event = this.#pick();
    if (event === undefined || this.#alive().length < 3) return;
    if (this.#random.chance(2)) this.#record('retire', () => (event.retired = true));
    else {
      this.#record('ignore', () => {
        event.ignored = true;
        for (const each of this.#log) each.parts = each.parts.filter(({ lineage }) => lineage !== event);
      });
    }
  }

  /** One event is read as two others from now on, whose data is known. */
  #split(): void {
    const alive = this.#alive();
    const event = this.#pick();
    if (event === undefined || alive.length < 4) return;
    const targets = alive.filter((other) => other !== event).slice(0, 1 + this.#random.below(2));
    const sample = { random: this.#random, meaning: this.#meaning };
    const becomes = targets.map((lineage) => {
      const content = lineage.versions.at(-1)?.content;
      const data = content?.kind === 'shape' ? randomObject(content.fields, sample) : {};
      return { lineage, schemaVersion: lineage.versions.length, data };
    });
    this.#record(`split-into-${String(targets.length)}`, () => {
      event.becomes = becomes;
      for (const each of this.#log) {
        each.parts = each.parts.flatMap((part) =>
          part.lineage === event
            ? becomes.map(({ lineage, data }, at) => ({ lineage, data, facts: factsOfPart(part.facts, at) }))
            : [part],
        );
      }
    });
  }

  #write(): void {
    for (const lineage of this.#alive()) {
      const content = lineage.versions.at(-1)?.content;
      if (content?.kind !== 'shape') continue;
      for (let count = this.#random.below(3); count >= 0; count -= 1) {
        const data = randomObject(content.fields, { random: this.#random, meaning: this.#meaning });
        const facts: Facts = {
          recordedAt: randomInstant(this.#random),
          eventId: randomUuid(this.#random),
          thingId: randomUuid(this.#random),
          streamVersion: 1 + this.#random.below(1_000),
        };
        const stored = { type: storedName(lineage), schemaVersion: lineage.versions.length, data, facts };
        this.#log.push({ ...stored, parts: [{ lineage, data, facts }] });
      }
    }
  }

  history(): History {
    const document = {
      varve: 1,
      context: 'sim',
      aggregate: 'Thing',
      id: { thingId: 'uuid' },
      style: 'log',
      types: Object.fromEntries(this.#types.map((type) => [type.name, writtenType(type)])),
      events: Object.fromEntries(this.#events.map((event) => [event.name, writtenEvent(event)])),
    };
    return {
      // Versions are written without quotes.
      schema: JSON.stringify(document, undefined, 1).replaceAll(/"([1-9][0-9]*)":/g, '$1:'),
      upcasters: upcastersCode(this.#events, this.#types),
      events: this.#log.map(({ parts, ...event }) => ({
        ...event,
        expected: parts.map(({ lineage, data }) => ({ type: storedName(lineage), data })),
      })),
      changes: this.#changes,
      schemaVersions: [...this.#events, ...this.#types].reduce((sum, { versions }) => sum + versions.length, 0),
    };
  }
}

const noFacts: Facts = { recordedAt: '', eventId: '', streamVersion: 0, thingId: '' };

/** The first part keeps the id; those behind it have ids that follow from it: RFC 9562, version 5. */
function factsOfPart(facts: Facts, at: number): Facts {
  if (at === 0) return facts;
  const namespace = Buffer.from(facts.eventId.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update(String(at)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return { ...facts, eventId: groups.join('-') };
}
