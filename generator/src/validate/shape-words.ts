import type { JsonValue } from '../model/type-model.js';

const sections: Readonly<Record<string, string>> = {
  types: 'type',
  events: 'event',
  commands: 'command',
  rejections: 'rejection',
  projections: 'projection',
  processes: 'process',
};

/** What a path leads to, in the middle of a sentence: `version 2 of event OrderPlaced`. */
export function nameOf(path: readonly string[]): string {
  const [section = '', name, schemaVersion] = path;
  const kind = sections[section];
  const last = path.at(-1) ?? '';
  if (path.length === 0) return 'the file';
  const step = stepName(path);
  if (step !== undefined) return step;
  if (/^[0-9]+$/.test(last) && !isVersionAt(path))
    return `entry ${String(Number(last) + 1)} of ${nameOf(path.slice(0, -1))}`;
  if (isStateSection(section)) return nameOfState(path);
  if (kind === undefined || name === undefined) return last;
  if (schemaVersion === undefined) return `${kind} ${name}`;
  return isVersionAt(path) ? `version ${schemaVersion} of ${kind} ${name}` : last;
}

/** `the upcast of event OrderPlaced to version 2`. */
function stepName(path: readonly string[]): string | undefined {
  const owner = path.slice(0, -2);
  const [direction = '', schemaVersion = ''] = path.slice(-2);
  const isOwner = isStateSection(owner[0]) ? owner.length === 1 : owner.length === 2;
  if (!isOwner || !isVersionKey(schemaVersion)) return undefined;
  if (direction === 'upcast') return `the upcast of ${nameOf(owner)} to version ${schemaVersion}`;
  return direction === 'downcast' ? `the downcast of ${nameOf(owner)} from version ${schemaVersion}` : undefined;
}

const isStateSection = (section: string | undefined): boolean => section === 'states' || section === 'state';

function isVersionAt(path: readonly string[]): boolean {
  const [section = ''] = path;
  const depth = isStateSection(section) ? 2 : 3;
  return path.length === depth && sections[section] !== 'rejection' && isVersionKey(path.at(-1) ?? '');
}

function nameOfState(path: readonly string[]): string {
  const [section = '', schemaVersion = '', state] = path;
  if (path.length === 1) return section;
  if (!isVersionKey(schemaVersion)) return path.at(-1) ?? section;
  if (path.length === 2) return `version ${schemaVersion} of ${section}`;
  return path.length === 3 && section === 'states' ? `state ${String(state)}` : (path.at(-1) ?? section);
}

/** The same at the start of a sentence. Keys stay as they are written. */
export function subjectOf(path: readonly string[]): string {
  const name = nameOf(path);
  const isWords =
    /^(?:the (?:file|upcast of|downcast of)|(?:type|event|command|rejection|projection|process|version|state|entry) )/.test(
      name,
    );
  return isWords ? name.slice(0, 1).toUpperCase() + name.slice(1) : name;
}

export function isVersionKey(key: string): boolean {
  return /^[1-9][0-9]*$/.test(key);
}

/** A value in a message: short ones as they are, others by their kind. */
export function found(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'an empty text' : value.length <= 40 ? value : 'a text';
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** A value by its kind. */
export function kindOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return `the number ${String(value)}`;
  return found(value);
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list, as in [a, b]',
  object: 'a mapping of keys to values',
  null: 'null',
};

/** `type` of JSON Schema in words. */
export function expectedKinds(type: unknown): string {
  const names: readonly unknown[] = Array.isArray(type) ? type : String(type).split(',');
  return alternatives(names.map((name) => kinds[String(name)] ?? String(name)));
}

/** `a, b or c`. */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
