import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { pgliteDriver, rowSecuritySql } from '../../../runtime/src/stores/postgres/index.js';
import {
  compareSchemas,
  type ExpectedSchema,
  type SchemaChange,
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

/** A store of the first release, taken up to this one, in which no tenant was admitted yet. */
const layout1 = readFileSync(new URL('../layout-1.sql', import.meta.url), 'utf8');

/** What makes the second of the first. */
function changeOf(plain: SchemaDescription, other: SchemaDescription): SchemaChange {
  const keys = [...new Set([...Object.keys(plain), ...Object.keys(other)])].sort();
  return Object.fromEntries(keys.filter((key) => plain[key] !== other[key]).map((key) => [key, other[key] ?? null]));
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
  const earlier = testDatabase(release);

  const fenced = async (
    options: PostgresMigrationOptions & { readonly schema: string },
  ): Promise<SchemaDescription> => {
    await made(options);
    await database.sql(rowSecuritySql({ schema: options.schema, allRows: [] }));
    return withSession(options, describeSchema);
  };

  test('tells of tables what is expected, whatever they are made with', async () => {
    const connection = database.url();
    const plain = await made({ connection, schema: 'plain_tables' });
    await earlier.sql(layout1);
    const early = await made({ connection: earlier.url() });
    const behindFence = await fenced({ connection, schema: 'fenced' });
    const told: ExpectedSchema = {
      plain,
      jsonbView: changeOf(plain, await made({ connection, schema: 'with_view', jsonbView: true })),
      partitions: changeOf(plain, await made({ connection, schema: 'in_parts', partitions: 2 })),
      withoutTenants: changeOf(plain, early),
      // Before PostgreSQL 15 views would look past the policies, so that none are left.
      rowSecurity: changeOf({ ...plain, 'view events_by_log': '' }, { ...behindFence, 'view events_by_log': '' }),
    };
    if (process.env['VARVE_UPDATE'] === '1') writeFileSync(file, await textOf(told));
    else expect(told).toEqual(expectedSchema);
    expect(Object.keys(told.plain).length).toBeGreaterThan(50);

    // And all of it together.
    await earlier.sql("SELECT varve.admit_tenants_v1('1000')");
    for (const found of [
      plain,
      early,
      behindFence,
      await made({ connection: earlier.url(), jsonbView: true }),
      await made({ connection, schema: 'both', partitions: 3, jsonbView: true }),
      await fenced({ connection, schema: 'all', partitions: 3, jsonbView: true }),
    ]) {
      expect(compareSchemas(found, told)).toEqual([]);
    }
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
