/**
 * The only module that knows where templates and standard documents live: in the repository's top-level folders for the
 * sources, in `assets/` beside the code for the built package, which carries copies.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeFolder, packageFolder } from './host/package-folder.js';

export interface Assets {
  /** Texts of templates by name, without the ending. */
  readonly templates: {
    readonly files: Readonly<Record<string, string>>;
    readonly partials: Readonly<Record<string, string>>;
  };
  /** Texts of the standard documents by name: what `std:money` imports stands under `money`. */
  readonly standard: Readonly<Record<string, string>>;
}

/** Reads all assets, about thirty small files. @throws Error when the package is incomplete. */
export function readAssets(): Assets {
  return {
    templates: { files: readFolder('templates/files/', '.hbs'), partials: readFolder('templates/partials/', '.hbs') },
    standard: readFolder('schemas/std/v1/', '.yaml'),
  };
}

/** Texts of what `varve init` starts a project with. */
export interface StartFiles {
  readonly schema: string;
  readonly decider: string;
  readonly test: string;
  readonly app: string;
}

/** @throws Error when the package is incomplete. */
export function readStartFiles(): StartFiles {
  const read = (name: string): string => readFileSync(`${assetsPath('templates/start/')}${name}`, 'utf8');
  return {
    schema: read('order.yaml'),
    decider: read('order.decider.ts'),
    test: read('order.story.ts'),
    app: read('app.ts'),
  };
}

function readFolder(folder: string, ending: string): Readonly<Record<string, string>> {
  const path = assetsPath(folder);
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -ending.length), readFileSync(`${path}${name}`, 'utf8')]),
  );
}

function assetsPath(folder: string): string {
  const built = join(codeFolder, 'assets');
  return join(existsSync(built) ? built : join(packageFolder, '..'), folder);
}
