import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aggregatePath, projectFiles, type Versions, withOneMoreField } from './project-files.js';

/** Writes a project that has never been generated. @returns its folder */
export async function makeProject(scratch: string, events: number, versions: Versions = 1): Promise<string> {
  const folder = await mkdtemp(join(scratch, `events-${events}-`));
  for (const [path, text] of projectFiles(events, versions)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await writeFile(join(folder, 'package.json'), '{ "name": "bench-project", "private": true, "type": "module" }\n');
  // The place of the generator's memory of its last run, which is the project's own.
  await mkdir(join(folder, 'node_modules'));
  return folder;
}

/** Gives one event of the project one more field, another one each time. */
export async function changeOneFile(folder: string, change: number): Promise<void> {
  const file = join(folder, aggregatePath(0));
  await writeFile(file, withOneMoreField(await readFile(file, 'utf8'), `remark${change}`));
}
