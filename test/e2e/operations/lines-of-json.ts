import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Run } from '../project.js';

export const example = fileURLToPath(new URL('../../../examples/ordering/', import.meta.url));

const groups = ['streams', 'events', 'projections', 'processors', 'parked', 'snapshots'] as const;
export type Group = (typeof groups)[number];
const judges = new Map(
  groups.map((group) => {
    const path = new URL(`../../../schemas/meta/v1/${group}.schema.json`, import.meta.url);
    return [
      group,
      new Ajv2020({ strict: true, strictRequired: false }).compile(JSON.parse(readFileSync(path, 'utf8')) as object),
    ];
  }),
);

export type Fields = Readonly<Record<string, unknown>>;

/** Lines of JSON, each as its schema has it. */
export function linesOf(group: Group, { exitCode, stdout, stderr }: Run): readonly Fields[] {
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const judge = judges.get(group);
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = JSON.parse(line) as Fields;
      expect(judge?.(parsed), `${line.slice(0, 500)}\n${JSON.stringify(judge?.errors)}`).toBe(true);
      return parsed;
    });
}
