import { configure } from '../../../generator/src/compile/configure.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import { bindFiles, type Files } from '../../support/golden-project.js';

/** Names by what makes them dangerous. */
export const kinds = {
  words: ['class', 'await', 'default', 'let', 'type', 'string', 'undefined', 'arguments', 'eval', 'async', 'static'],
  members: ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__'],
  globals: ['Object', 'Promise', 'Map', 'Record', 'Error', 'Uint8Array', 'globalThis', 'console'],
  types: ['Aggregate', 'Shape', 'Decider', 'Registry', 'Decimal', 'Outcome', 'Loaded', 'JsonValue', 'Metadata'],
  values: [
    'record',
    'make',
    'openContext',
    'handle',
    'load',
    'events',
    'raise',
    'evolve',
    'then',
    'context',
    'options',
  ],
  options: [
    'Store',
    'Now',
    'NewId',
    'Random',
    'Sleep',
    'Attempts',
    'Middleware',
    'Subscribers',
    'Check',
    'UnknownFields',
  ],
  devices: ['con', 'Aux', 'NUL', 'prn', 'com1', 'LPT9'],
  fragments: [
    '',
    ' ',
    '1abc',
    'a-b',
    'a b',
    'a.b',
    '_',
    '$',
    '\u00e9t\u00e9',
    'e\u0301te\u0301',
    'a\u202eb',
    '../x',
    '*/',
    '\u{1f600}',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Kind = keyof typeof kinds;
export type Outcome = 'kept' | 'refused';

export interface NamePlace {
  /** A document that has the name in this place; `metadata` goes into the configuration. */
  readonly document: (name: string) => object;
  readonly metadata?: (name: string) => object;
  /** What the model holds there. */
  readonly read: (model: DomainModel) => string | undefined;
}

const base = { varve: 1, context: 'odd', aggregate: 'Thing', id: { thingId: 'uuid' } };
const made = { Made: { 1: { fields: {} } } };
const rows = (fields: object, indexes?: readonly (readonly string[])[]): object => ({
  ...{ on: ['Made'], key: { rowId: '$id.thingId' }, fields: { fields } },
  ...(indexes === undefined ? {} : { indexes }),
});
const keyed = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);
const aggregateOf = (model: DomainModel) => model.contexts[0]?.aggregates[0];
const unionOf = (model: DomainModel) => {
  const type = model.contexts[0]?.types.find(({ name }) => name === 'Union')?.versions[0]?.type;
  return type?.kind === 'tagged' ? type : undefined;
};

/** Every place of a project that takes a name of the author's choice. */
export const places: Readonly<Record<string, NamePlace>> = {
  context: {
    document: (context) => ({ ...base, context, events: made }),
    read: (model) => model.contexts[0]?.name,
  },
  aggregate: {
    document: (aggregate) => ({ ...base, aggregate, events: made }),
    read: (model) => aggregateOf(model)?.name,
  },
  type: {
    document: (name) => ({ ...base, types: keyed(name, { enum: ['a'] }), events: made }),
    read: (model) => model.contexts[0]?.types[0]?.name,
  },
  event: {
    document: (name) => ({ ...base, events: keyed(name, { 1: { fields: {} } }) }),
    read: (model) => aggregateOf(model)?.events[0]?.name,
  },
  command: {
    document: (name) => ({ ...base, events: made, commands: keyed(name, { emits: ['Made'], 1: { fields: {} } }) }),
    read: (model) => aggregateOf(model)?.commands[0]?.name,
  },
  rejection: {
    document: (name) => ({ ...base, events: made, rejections: keyed(name, { fields: {} }) }),
    read: (model) => aggregateOf(model)?.rejections[0]?.name,
  },
  field: {
    document: (name) => ({ ...base, events: { Made: { 1: { fields: keyed(name, 'string') } } } }),
    read: (model) => aggregateOf(model)?.events[0]?.versions[0].shape.fields[0]?.name,
  },
  'part of an identity': {
    document: (name) => ({ ...base, id: keyed(name, 'string'), events: made }),
    read: (model) => aggregateOf(model)?.id[0]?.name,
  },
  'member of an enum': {
    document: (name) => ({ ...base, types: { All: { enum: [name] } }, events: made }),
    read: (model) => {
      const type = model.contexts[0]?.types[0]?.versions[0]?.type;
      return type?.kind === 'enum' ? type.members[0] : undefined;
    },
  },
  tag: {
    document: (name) => ({
      ...base,
      types: { Union: { oneOf: keyed(name, { fields: {} }), discriminator: 'kind' } },
      events: made,
    }),
    read: (model) => unionOf(model)?.variants[0]?.tag,
  },
  discriminator: {
    document: (discriminator) => ({
      ...base,
      types: { Union: { oneOf: { a: { fields: {} } }, discriminator } },
      events: made,
    }),
    read: (model) => unionOf(model)?.discriminator,
  },
  state: {
    document: (name) => ({
      ...base,
      events: made,
      states: { tag: 'status', initial: name, transitions: keyed(name, []), 1: keyed(name, { fields: {} }) },
    }),
    read: (model) => aggregateOf(model)?.state?.union?.initial,
  },
  alias: {
    document: (name) => ({ ...base, events: { Made: { aliases: [name], 1: { fields: {} } } } }),
    read: (model) => aggregateOf(model)?.events[0]?.aliases[0]?.name,
  },
  projection: {
    document: (name) => ({ ...base, events: made, projections: keyed(name, rows({})) }),
    read: (model) => model.contexts[0]?.projections[0]?.name,
  },
  'column of a key': {
    document: (name) => ({
      ...base,
      events: made,
      projections: { Rows: { ...rows({}), key: keyed(name, '$id.thingId') } },
    }),
    read: (model) => model.contexts[0]?.projections[0]?.key[0]?.name,
  },
  column: {
    document: (name) => ({ ...base, events: made, projections: { Rows: rows(keyed(name, 'string'), [[name]]) } }),
    read: (model) => model.contexts[0]?.projections[0]?.fields[0]?.name,
  },
  'key of metadata': {
    document: () => ({ ...base, events: made }),
    metadata: (name) => keyed(name, 'string'),
    read: (model) => model.metadata[0]?.name,
  },
};

/** Documents are JSON, which is YAML, with version keys without quotes and everything unusual escaped. */
export const written = (document: object): string =>
  JSON.stringify(document)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/"([12])":(?=[{"])/g, '$1: ');

export function projectOf(document: object, metadata: object = {}): Files {
  return {
    'schemas/odd.yaml': written(document),
    'varve.config.yaml': written({ varve: 1, schemas: ['schemas/**/*.yaml'], metadata }),
  };
}

const configFileOf = (files: Files) => ({ path: 'varve.config.yaml', text: files['varve.config.yaml'] ?? '' });

/** What becomes of a name in a place: `altered` and `unplaced` are mistakes of ours. */
export async function accepted(what: string, name: string): Promise<Outcome | 'altered' | 'unplaced'> {
  const place = places[what];
  if (place === undefined) throw new Error(`There is no place ${what}.`);
  const files = projectOf(place.document(name), place.metadata?.(name));
  const { path, text } = configFileOf(files);
  const { config, diagnostics: found } = await configure({ path, text }, '/project');
  const { model, diagnostics } =
    config === undefined ? { model: undefined, diagnostics: found } : await bindFiles(files);
  if (model !== undefined) return place.read(model) === name ? 'kept' : 'altered';
  return diagnostics.every(({ at }) => at !== undefined && at.end > at.start) ? 'refused' : 'unplaced';
}
