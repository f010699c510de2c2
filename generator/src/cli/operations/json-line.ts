import { plainJson } from './plain-text.js';

/** JSON text as it is stored, to stand in other JSON without being parsed: numbers keep all their digits. */
export class StoredJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | boolean | undefined | StoredJson | readonly Value[] | { readonly [key: string]: Value };

export type JsonFields = Readonly<Record<string, Value>>;

/** One line of JSON that can be shown anywhere. What is `undefined` is left out. */
export function jsonLine(fields: JsonFields): string {
  return plainJson(textOf(fields));
}

function textOf(value: Value): string {
  // Outside of strings, which hold no line breaks, they are nothing but blanks.
  if (value instanceof StoredJson) return value.text.replaceAll(/[\r\n]/g, ' ');
  if (isList(value)) return `[${value.map((each) => textOf(each ?? '')).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`).join(',')}}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Stored text as a value of that name; where it is no JSON, its text under another one. */
export function storedFields(name: string, text: string): JsonFields {
  return isValidJson(text) ? { [name]: new StoredJson(text) } : { [`${name}Text`]: text };
}

export function isValidJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
