import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FixtureFile, parseFixture } from '../fixtures/fixture-file.js';

/** A file of `varve.fixtures/`. */
export interface NamedFixture {
  /** Context and file, as `ordering/OrderPlaced.1.json`. */
  readonly path: string;
  /** Or what is wrong with it. */
  readonly fixture: FixtureFile | Error;
}

/** A `URL`, as far as it is looked at. */
export interface FolderUrl {
  readonly href: string;
}

/** All fixtures of a context, in the order of their names; none where there is no such folder. */
export function readFixtures(folder: string | FolderUrl, context: string): readonly NamedFixture[] {
  const root = join(typeof folder === 'string' ? folder : fileURLToPath(folder.href), context);
  return filesIn(root).map((name) => ({ path: `${context}/${name}`, fixture: fixtureIn(join(root, name)) }));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function fixtureIn(path: string): FixtureFile | Error {
  try {
    return parseFixture(readFileSync(path, 'utf8'));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
