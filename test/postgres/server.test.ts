import { expect, test } from 'vitest';
import { testDatabase } from '../support/postgres/database.js';

const oldest = testDatabase('13');
const newest = testDatabase('18');

test('the tests run against the oldest and the newest release that is supported', async () => {
  const release = async ({ sql }: typeof oldest) =>
    (await sql<{ server_version: string }>('SHOW server_version'))[0]?.server_version;
  expect(await release(oldest)).toMatch(/^13\./);
  expect(await release(newest)).toMatch(/^18\./);
});
