import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { pgliteDriver } from '../../../runtime/src/stores/postgres/index.js';
import {
  compareSchemas,
  type ExpectedSchema,
} from '../../../runtime/src/stores/postgres/operations/compare-schemas.js';
import {
  describeSchema,
  type SchemaDescription,
} from '../../../runtime/src/stores/postgres/operations/describe-schema.js';
import { expectedSchema } from '../../../runtime/src/stores/postgres/operations/expected-schema.js';
import {
  migratePostgres,
  type PostgresMigrationOptions,
} from '../../../runtime/src/stores/postgres/operations/index.js';
import { withSession } from '../../../runtime/src/stores/postgres/operations/session.js';
import { testDatabase } from '../../support/postgres/database.js';

const file = fileURLToPath(
  new URL('../../../runtime/src/stores/postgres/operations/expected-schema.ts', import.meta.url),
);

async function made(options: PostgresMigrationOptions): Promise<SchemaDescription> {
  await migratePostgres(options);
  return withSession(options, describeSchema);
}

/** What stores may be made with. */
const variants: readonly Omit<PostgresMigrationOptions, 'connection' | 'schema'>[] = [{}, { jsonbView: true }];

/** What is the same in all variants once, what differs as a choice. */
function joined(descriptions: readonly SchemaDescription[]): ExpectedSchema {
  const keys = [...new Set(descriptions.flatMap((description) => Object.keys(description)))].sort();
  return Object.fromEntries(
    keys.map((key) => {
      const choices = [...new Set(descriptions.map((description) => description[key] ?? null))];
      const [only] = choices;
      return [key, choices.length === 1 && typeof only === 'string' ? only : choices];
    }),
  );
}

/** With VARVE_UPDATE=1 the file is written anew; read the diff. */
async function textOf(expected: ExpectedSchema): Promise<string> {
  const text = `// What \`describeSchema\` tells of the tables of this release. A test proves it, and writes it with VARVE_UPDATE=1.
import type { ExpectedSchema } from './compare-schemas.js';

export const expectedSchema: ExpectedSchema = ${JSON.stringify(expected)};
`;
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

describe.each(['13', '18'] as const)('PostgreSQL %s', (release) => {
  const database = testDatabase(release);

  test('tells of new tables what is expected, whatever they are made with', async () => {
    const descriptions: SchemaDescription[] = [];
    for (const [index, variant] of variants.entries()) {
      const schema = `variant_${index}`;
      descriptions.push(await made({ connection: database.url(), schema, ...variant }));
    }
    const told = joined(descriptions);
    if (process.env['VARVE_UPDATE'] === '1') writeFileSync(file, await textOf(told));
    else {
      expect(told).toEqual(expectedSchema);
      expect(descriptions.flatMap((description) => compareSchemas(description, expectedSchema))).toEqual([]);
    }
    expect(Object.keys(told).length).toBeGreaterThan(50);
  });

  test.each(['plain', 'With "quotes" and it’s', "it's"])('whatever the schema is called: %s', async (schema) => {
    expect(await made({ connection: database.url(), schema })).toEqual(await made({ connection: database.url() }));
  });
});

test('PGlite tells the same', async () => {
  const pglite = await PGlite.create();
  expect(await made({ connection: pgliteDriver(pglite) })).toEqual(await made({ connection: pgliteDriver(pglite) }));
  if (process.env['VARVE_UPDATE'] !== '1')
    expect(compareSchemas(await made({ connection: pgliteDriver(pglite) }), expectedSchema)).toEqual([]);
  await pglite.close();
});

test('the file is as it is written', async () => {
  if (process.env['VARVE_UPDATE'] !== '1') expect(readFileSync(file, 'utf8')).toBe(await textOf(expectedSchema));
});
