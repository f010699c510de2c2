import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { createProgram } from '../../../generator/src/cli/program.js';
import { noActions } from '../../support/no-actions.js';

const page = readFileSync(new URL('../../../docs/reference/command-line.md', import.meta.url), 'utf8');
const program = createProgram(noActions, { out: () => undefined, err: () => undefined });

test('every command and every flag is in the reference', () => {
  for (const command of program.commands) {
    expect(page).toContain(`\`varve ${command.name()}\``);
    for (const { long } of command.options) expect(page).toContain(`\`${long ?? ''}`);
  }
});

test('the reference names no flag that does not exist', () => {
  const flags = new Set(program.commands.flatMap(({ options }) => options.map(({ long }) => long)));
  const known = new Set([...flags, '--help', '--version']);
  const named = [...page.matchAll(/--[a-z-]+/g)].map(([flag]) => flag).filter((flag) => !/^-+$/.test(flag));
  expect(named.filter((flag) => !known.has(flag))).toEqual([]);
});

test('the document shown is one that its schema describes', () => {
  const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const schema = JSON.parse(
    readFileSync(new URL('../../../schemas/meta/v1/report.schema.json', import.meta.url), 'utf8'),
  ) as AnySchemaObject;
  const isReport = new Ajv2020({ strict: true }).compile(schema);
  expect(isReport(JSON.parse(shown)), JSON.stringify(isReport.errors)).toBe(true);
});
