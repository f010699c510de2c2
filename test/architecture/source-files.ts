import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-5.9';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths below `folder` with the given ending, relative to the repository, sorted. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .filter((path) => !/\/(node_modules|dist|generated)\//.test(path))
    .sort();
}

export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every identifier in the code of a file, strings and comments apart. */
export function identifiersOf(path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest));
  return found;
}
