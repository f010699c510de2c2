import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What is looked at of `--format json`. */
export interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
}

/** Readers of machine formats; what they cannot read is a problem. */
export interface Formats {
  readonly report: (text: string, problems: string[]) => Report | undefined;
  /** Gives the number of results. */
  readonly sarif: (text: string, problems: string[]) => number | undefined;
}

export function openFormats(root: string): Formats {
  const schema = (path: string): AnySchemaObject =>
    JSON.parse(readFileSync(join(root, path), 'utf8')) as AnySchemaObject;
  const isReport = new Ajv2020({ strict: true }).compile<Report>(schema('schemas/meta/v1/report.schema.json'));
  const { $schema: _draft, id: _name, ...sarif } = schema('test/formats/sarif-2.1.0.schema.json');
  const any = /^/;
  const formats = { uri: any, 'uri-reference': any, 'date-time': any };
  const isSarif = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile<Log>(sarif);
  return {
    report: (text, problems) => readAs('JSON', text, isReport, problems),
    sarif: (text, problems) => readAs('SARIF', text, isSarif, problems)?.runs[0]?.results.length,
  };
}

interface Log {
  readonly runs: readonly { readonly results: readonly unknown[] }[];
}

function readAs<T>(name: string, text: string, isValid: ValidateFunction<T>, problems: string[]): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isValid(value)) return value;
    problems.push(`${name} is not what its schema says: ${JSON.stringify(isValid.errors)}`);
  } catch (error) {
    problems.push(`${name} cannot be read: ${String(error)}\n${text.slice(0, 500)}`);
  }
  return undefined;
}
