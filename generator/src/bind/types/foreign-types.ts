/** What people write who come from other languages, and what it is called here. */

const sameMeaning: Readonly<Record<string, readonly string[]>> = {
  string: ['str', 'text', 'varchar', 'char'],
  integer: ['int', 'int16', 'int32', 'int64', 'long', 'short', 'uint', 'uint32', 'uint64', 'serial', 'bigserial'],
  number: ['float', 'float32', 'float64', 'double', 'real', 'numeric'],
  boolean: ['bool'],
  uuid: ['guid'],
  uri: ['url'],
  email: ['mail', 'emailaddress'],
  instant: ['timestamp', 'timestamptz'],
  bytes: ['binary', 'buffer', 'uint8array', 'blob', 'bytea', 'arraybuffer'],
  json: ['any', 'object', 'unknown', 'jsonvalue', 'jsonb', 'jsonobject'],
  decimal: ['bigdecimal', 'money'],
  bigint: ['biginteger'],
  localDatetime: ['localdatetime', 'plaindatetime'],
  date: ['localdate', 'plaindate'],
  time: ['localtime', 'plaintime'],
};

const meaning: ReadonlyMap<string, string> = new Map(
  Object.entries(sameMeaning).flatMap(([ours, theirs]) => theirs.map((name) => [name, ours])),
);

const listHelp = 'A list says what it holds: list<string>.';
const mapHelp = 'A map says what it holds: map<string>.';
const nullHelp = 'Write null.';

const explained: ReadonlyMap<string, string> = new Map([
  ...['undefined', 'void'].map(
    (name) => [name, 'A field that may be absent has a question mark behind its name.'] as const,
  ),
  ...['None', 'nil', 'NULL', 'Null'].map((name) => [name, nullHelp] as const),
  ...['array', 'Array', 'List'].map((name) => [name, listHelp] as const),
  ...['Map', 'Record', 'dict'].map((name) => [name, mapHelp] as const),
  ...['Money', 'money'].map((name) => [name, 'Write decimal, or import std:money and write Money@1.'] as const),
  ['Date', 'Write instant for a moment in time, or date for a day.'],
  ['enum', 'An enum is a long form: { enum: [one, other] }.'],
]);

/** What to write instead of a type name from elsewhere, or `undefined` when the name says nothing to us. */
export function foreignTypeHelp(name: string): string | undefined {
  const ours = meaning.get(name.toLowerCase());
  return explained.get(name) ?? (ours === undefined ? undefined : `Write ${ours}.`);
}

/** Names that mean exactly one of ours, as people abbreviate; `long` may be more than an integer, `object` anything. */
const abbreviations: ReadonlySet<string> = new Set(['str', 'int', 'int32', 'float', 'double', 'bool', 'guid', 'url']);

/** The type of ours that such a name means without doubt. */
export function sameType(name: string): string | undefined {
  return abbreviations.has(name) ? meaning.get(name) : undefined;
}

/** Whether a name stands for different things elsewhere, however much it looks like one of ours: `Date`. */
export function meansSeveral(name: string): boolean {
  return explained.has(name);
}

const lists: ReadonlySet<string> = new Set(['array', 'readonlyarray', 'list', 'sequence', 'seq', 'vec', 'iterable']);
const maps: ReadonlySet<string> = new Set(['map', 'record', 'dict', 'dictionary', 'hashmap', 'object']);
const optionals: ReadonlySet<string> = new Set(['optional', 'option', 'maybe', 'nullable', 'partial']);

/** What to write instead of a generic type from elsewhere. */
export function foreignGenericHelp(name: string): string {
  const lower = name.toLowerCase();
  if (lists.has(lower)) return 'A list is written list<…>, or with [] behind what it holds.';
  if (maps.has(lower)) return 'A map is written map<…>, with the type of its values; keys are strings.';
  if (lower === 'set') return 'Write a list with uniqueItems: { list: …, uniqueItems: true }.';
  if (optionals.has(lower))
    return 'A field that may be absent has a question mark behind its name; … | null may be null.';
  return 'Only list<…> and map<…> take a type.';
}
