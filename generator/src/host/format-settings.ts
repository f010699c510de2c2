import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Names of files in which prettier, or an editor, may be told how to format; `package.json` only with such a key. */
const settingsFile = /^(\.prettierrc(\..+)?|prettier\.config\..+|\.editorconfig|package\.yaml)$/;

/**
 * Tells whether settings of a formatter may apply to a file, by the names in its folder and all folders above. Looks at
 * each folder once. May say yes where none apply, never no where some do.
 */
export function createSettingsFinder(): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const applyIn = (folder: string): boolean => {
    const found =
      known.get(folder) ?? (hasSettings(folder) || (dirname(folder) !== folder && applyIn(dirname(folder))));
    known.set(folder, found);
    return found;
  };
  return (path) => applyIn(dirname(path));
}

function hasSettings(folder: string): boolean {
  const names = namesIn(folder);
  return names.some((name) => settingsFile.test(name)) || (names.includes('package.json') && mentionsPrettier(folder));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // A folder that does not exist yet has no settings; one that cannot be listed may have some.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : ['.prettierrc'];
  }
}

function mentionsPrettier(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'package.json'), 'utf8').includes('"prettier"');
  } catch {
    return true;
  }
}
