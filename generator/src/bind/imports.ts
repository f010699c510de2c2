/**
 * What each file may see besides its own context: the types of the files it imports, and of the standard documents it
 * imports. Imports are not passed on, and cycles of files mean nothing.
 */
import { closestName } from '../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { child, root } from '../diagnostics/place.js';
import type { RawSchema } from '../validate/raw-schema.js';
import { report } from './bind-messages.js';

/** Standard documents by name without `std:`. */
export type StandardDocuments = ReadonlyMap<string, RawSchema>;

const standardPrefix = 'std:';

export interface Importable {
  /** Schema files by path. */
  readonly files: ReadonlyMap<string, RawSchema>;
  readonly standard: StandardDocuments;
}

export interface ImportedSchema {
  readonly schema: RawSchema;
  readonly standard: boolean;
}

/** The documents a file imports, in its order, each once. Unknown ones are reported. */
export function resolveImports(
  schema: RawSchema,
  importable: Importable,
  problems: Diagnostic[],
): readonly ImportedSchema[] {
  const imports = child(root(schema.file), 'imports');
  const found = new Set<RawSchema>();
  const resolved: ImportedSchema[] = [];
  for (const [index, target] of (schema.document.imports ?? []).entries()) {
    const standard = target.startsWith(standardPrefix);
    const imported = standard
      ? importable.standard.get(target.slice(standardPrefix.length))
      : importable.files.get(resolvePath(schema.file.path, target));
    if (imported === undefined) {
      const help = importHelp(schema, target, importable);
      problems.push(report('unknown-import', { import: target }, child(imports, index), { help }));
    } else if (!found.has(imported)) {
      found.add(imported);
      resolved.push({ schema: imported, standard });
    }
  }
  return resolved;
}

/** The standard documents that are imported by any file, also by way of other standard documents. By path. */
export function reachableStandard(
  schemas: readonly RawSchema[],
  importable: Importable,
  problems: Diagnostic[],
): readonly RawSchema[] {
  const reached = new Set<RawSchema>();
  const pending = [...schemas];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    // Unknown imports of the user's files are reported where their scopes are made.
    const ignored = importable.files.has(schema.file.path) ? [] : problems;
    for (const imported of resolveImports(schema, importable, ignored)) {
      if (!imported.standard || reached.has(imported.schema)) continue;
      reached.add(imported.schema);
      pending.push(imported.schema);
    }
  }
  return [...reached];
}

function resolvePath(from: string, target: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.length === 0 || segments.at(-1) === '..') segments.push('..');
      else segments.pop();
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** The path of `to` as a file would import it. */
export function relativeImport(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const end = to.split('/');
  let common = 0;
  while (common < start.length && common < end.length - 1 && start[common] === end[common]) common += 1;
  const up = start.slice(common).map(() => '..');
  const path = [...(up.length === 0 ? ['.'] : up), ...end.slice(common)];
  return path.join('/');
}

function importHelp(schema: RawSchema, target: string, importable: Importable): string | undefined {
  if (target.includes('\\')) return 'Folders are separated by / everywhere.';
  const standardNames = [...importable.standard.keys()].map((name) => standardPrefix + name);
  const paths = [...importable.files.keys()]
    .filter((path) => path !== schema.file.path)
    .map((path) => relativeImport(schema.file.path, path));
  const near = closestName(target, [...standardNames, ...paths]) ?? paths.find((path) => endsAlike(path, target));
  if (near !== undefined) return `Did you mean ${near}?`;
  if (target.startsWith(standardPrefix)) return `Standard types are ${standardNames.sort().join(', ')}.`;
  return 'Paths are relative to this file, and the file must be among the schemas of the configuration.';
}

const fileName = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.ya?ml$/, '');

function endsAlike(path: string, target: string): boolean {
  return fileName(path) === fileName(target);
}
