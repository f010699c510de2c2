import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

/**
 * One remembered value per project. It only ever saves work: a memo that is missing, old, cut off or made by another
 * tool is no memo, and failing to remember is no failure.
 */
export interface Memo {
  /** What was remembered under exactly this key; `undefined` when there is nothing, or nothing whole. */
  recall(key: string): string | undefined;
  /** Takes the place of whatever was remembered before. Never throws. */
  remember(key: string, value: string): void;
}

/** A memo that never remembers. */
export const noMemo: Memo = { recall: () => undefined, remember: () => undefined };

/** Lies under the name `kind` in `node_modules/.cache/varve` of the project, or of the nearest folder above it; without one there is no memo. */
export function createMemo(root: string, kind: string): Memo {
  const modules = nearestModules(root);
  if (modules === undefined) return noMemo;
  const folder = join(modules, '.cache', 'varve');
  const file = join(folder, `${kind}-${hashOf([root]).slice(0, 16)}.json`);
  return {
    recall: (key) => recall(file, key),
    remember: (key, value) => {
      try {
        mkdirSync(folder, { recursive: true });
        const temporary = `${file}.${process.pid}`;
        writeFileSync(temporary, `${key}\n${hashOf([value])}\n${value}`);
        renameSync(temporary, file);
      } catch {
        // What was remembered before stays, and is true still.
      }
    },
  };
}

function recall(file: string, key: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const [foundKey, hash = ''] = text.split('\n', 2);
    const value = text.slice(key.length + hash.length + 2);
    return foundKey === key && hashOf([value]) === hash ? value : undefined;
  } catch {
    return undefined;
  }
}

function nearestModules(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return modules;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A hash over texts, in their order; where one text ends and the next begins counts too. */
export function hashOf(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}\n`).update(text);
  return hash.digest('hex');
}
