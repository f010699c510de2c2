import { archive } from './archive.js';
import { schemaHistory } from './history.js';
import { sequenceFunction } from './sequence-function.js';
import { guards, tables } from './tables.js';
import { tenancy } from './tenancy.js';
import { views } from './views.js';
import { writeFunctions } from './write-functions.js';

/** Number of the newest layout this release knows. */
export const currentLayout = 5;

/** The oldest layout whose tables this release can read: what came later, only writing asks for. */
export const readableLayout = 3;

interface Layout {
  readonly number: number;
  /** Releases that know only an earlier layout may not write any more once this one stands. */
  readonly least: number;
  readonly statements: (schema: string) => readonly string[];
}

// Tables are only ever added, and functions get a new number instead of another meaning: a process of the release before
// goes on working while others of the new one are started.
const layouts: readonly Layout[] = [
  { number: 1, least: 1, statements: (s) => [...tables(s), ...writeFunctions(s), sequenceFunction(s), ...guards(s)] },
  { number: 2, least: 1, statements: tenancy },
  // Processes that do not know the archive must stay away as soon as something lies in it, see `archiveFunction`.
  { number: 3, least: 1, statements: archive },
  { number: 4, least: 1, statements: schemaHistory },
  { number: 5, least: 1, statements: views },
];

/** Statements that take `schema`, which is quoted, from a layout (0 for none) to the present one. */
export function migrationsFrom(layout: number, schema: string): readonly string[] {
  return layouts.filter(({ number }) => number > layout).flatMap(({ statements }) => statements(schema));
}

/** The oldest layout that a release must know to use the present one. */
export const leastLayout = Math.max(...layouts.map(({ least }) => least));
