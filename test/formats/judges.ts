import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

const read = (path: string): AnySchemaObject =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as AnySchemaObject;

const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(
  read('../../schemas/meta/v1/report.schema.json'),
);

// Of draft 4 the schema uses only what later drafts read the same way, but for the names of two keywords.
const { $schema: _draft, id: _name, ...sarif } = read('sarif-2.1.0.schema.json');
const uri = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;
const isSarif = new Ajv({
  strict: false,
  // One of its patterns is a regular expression only without the flag.
  unicodeRegExp: false,
  allErrors: true,
  formats: { uri, 'uri-reference': uri, 'date-time': /^\d{4}-\d\d-\d\dT/ },
}).compile(sarif);

/** One JSON document and nothing else, as `--format json` promises it. */
export function expectReport(text: string): void {
  const isValid = isReport(JSON.parse(text));
  expect(isReport.errors ?? [], text).toEqual([]);
  expect(isValid).toBe(true);
}

/** One SARIF log and nothing else. */
export function expectSarif(text: string): void {
  const isValid = isSarif(JSON.parse(text));
  expect(isSarif.errors ?? [], text).toEqual([]);
  expect(isValid).toBe(true);
}

/** What a workflow runner makes of one line of `--format github`. */
export interface Annotation {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export function readAnnotation(line: string): Annotation {
  const [, command = '', list = '', message = ''] = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line) ?? [];
  if (command === '') throw new Error(`This is no annotation: ${line}`);
  const entries = list.split(',').map((entry): [string, string] => {
    const at = entry.indexOf('=');
    return [entry.slice(0, at), unescape(entry.slice(at + 1))];
  });
  return { command, properties: Object.fromEntries(entries), message: unescape(message) };
}

function unescape(text: string): string {
  return text
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
