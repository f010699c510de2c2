import { expect, test } from 'vitest';
import { chooseDriver, loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';

test('without any driver the error says what to install, and why each failed', async () => {
  const chosen = (): Promise<unknown> => chooseDriver(['node:nothing-of-the-kind', 'no-such-package-anywhere']);
  await expect(chosen()).rejects.toMatchObject({ code: 'sqlite-driver-missing' });
  await expect(chosen()).rejects.toThrow('npm install @photostructure/sqlite');
  const causes: unknown = await chosen().catch((error: unknown) => error instanceof Error && error.cause);
  expect(causes).toEqual([expect.any(Error), expect.any(Error)]);
});

test('a module that offers too little is passed over', async () => {
  await expect(chooseDriver(['node:path'])).rejects.toMatchObject({ code: 'sqlite-driver-missing' });
  const driver = await chooseDriver(['node:path', '@photostructure/sqlite']);
  expect(new driver.DatabaseSync(':memory:', { timeout: 0 }).isTransaction).toBe(false);
});

test('Node’s own driver is preferred where it is complete', async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const complete = major > 22 || (major === 22 && minor >= 16);
  const driver = await loadSqliteDriver();
  const own = await chooseDriver([complete ? 'node:sqlite' : '@photostructure/sqlite']);
  expect(driver.DatabaseSync).toBe(own.DatabaseSync);
});
