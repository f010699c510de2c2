import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { pgliteDriver } from '../../../runtime/src/stores/postgres/index.js';
import {
  describeSchema,
  type SchemaDescription,
} from '../../../runtime/src/stores/postgres/operations/describe-schema.js';
import { expectedSchema } from '../../../runtime/src/stores/postgres/operations/expected-schema.js';
import {
  migratePostgres,
  type PostgresOperationOptions,
} from '../../../runtime/src/stores/postgres/operations/index.js';
import { withSession } from '../../../runtime/src/stores/postgres/operations/session.js';
import { testDatabase } from '../../support/postgres/database.js';

const file = fileURLToPath(
  new URL('../../../runtime/src/stores/postgres/operations/expected-schema.ts', import.meta.url),
);

async function made(options: PostgresOperationOptions): Promise<SchemaDescription> {
  await migratePostgres(options);
  return withSession(options, describeSchema);
}

/** With VARVE_UPDATE=1 the file is written anew; read the diff. */
async function textOf(description: SchemaDescription): Promise<string> {
  const text = `// What \`describeSchema\` tells of the tables of this release. A test proves it, and writes it with VARVE_UPDATE=1.
import type { SchemaDescription } from './describe-schema.js';

export const expectedSchema: SchemaDescription = ${JSON.stringify(description)};
`;
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

describe.each(['13', '18'] as const)('PostgreSQL %s', (release) => {
  const database = testDatabase(release);

  test('tells of new tables what is expected', async () => {
    const description = await made({ connection: database.url() });
    if (process.env['VARVE_UPDATE'] === '1') writeFileSync(file, await textOf(description));
    else expect(description).toEqual(expectedSchema);
    expect(Object.keys(description).length).toBeGreaterThan(50);
  });

  test.each(['plain', 'With "quotes" and it’s', "it's"])('whatever the schema is called: %s', async (schema) => {
    expect(await made({ connection: database.url(), schema })).toEqual(await made({ connection: database.url() }));
  });
});

test('PGlite tells the same', async () => {
  const pglite = await PGlite.create();
  expect(await made({ connection: pgliteDriver(pglite) })).toEqual(await made({ connection: pgliteDriver(pglite) }));
  if (process.env['VARVE_UPDATE'] !== '1')
    expect(await made({ connection: pgliteDriver(pglite) })).toEqual(expectedSchema);
  await pglite.close();
});

test('the file is as it is written', async () => {
  if (process.env['VARVE_UPDATE'] !== '1') expect(readFileSync(file, 'utf8')).toBe(await textOf(expectedSchema));
});
