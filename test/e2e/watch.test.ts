import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { config, files, order, shipped } from './ordering.js';
import { createProject, type Project } from './project.js';
import { startWatch } from './watcher.js';

const path = 'schemas/order.yaml';
const decider = 'src/order/order.decider.ts';
const events = 'src/generated/ordering/order.events.ts';

/** As many editors save: a new file beside the old one, renamed over it. */
function saveAtomically(project: Project, file: string, text: string): void {
  project.write(`${file}.swp`, text);
  renameSync(join(project.root, `${file}.swp`), join(project.root, file));
}

const generated = (project: Project): string => Object.values(project.tree('src/generated')).join('\n');

async function isUpToDate(project: Project): Promise<void> {
  const { exitCode, stdout } = await project.varve(['generate', '--check']);
  expect(stdout).not.toMatch(/^(missing|changed|orphaned) /m);
  expect(exitCode).toBe(0);
}

test('twenty edits, good and bad: each is answered, and in the end all files are up to date', async () => {
  const project = createProject(files);
  const watcher = await startWatch(project);
  const wrote = (text: string) => (): boolean => generated(project).includes(text);
  const said = (text: string | RegExp) => (since: string) => since.search(text) >= 0 && since.endsWith(' ms\n');
  const save = (text: string) => () => project.write(path, text);
  const described = (word: string): string => order.replace('The customer committed', `${word} committed`);

  // 1 to 4: plain saves, good, bad and good again
  await watcher.edit('1', save(described('Somebody')), wrote('Somebody committed'));
  const bad = await watcher.edit('2', save(`${order}evnts: {}\n`), said('1 error, nothing written'));
  expect(bad).toContain('Did you mean events?');
  expect(generated(project)).toContain('Somebody committed');
  await watcher.edit('3', save(`${order}\t: [`), said('nothing written'));
  await watcher.edit('4', save(order), wrote('The customer committed'));
  // 5 to 8: files that are renamed over the old one
  const atomic = (text: string) => () => saveAtomically(project, path, text);
  await watcher.edit('5', atomic(described('Nobody')), wrote('Nobody committed'));
  await watcher.edit('6', atomic('types: { A: ['), said('nothing written'));
  await watcher.edit('7', atomic(shipped), wrote('OrderShipped'));
  await watcher.until('the handler', () => project.read(decider).includes('OrderShipped'));
  await watcher.edit('8', atomic(described('Everybody')), wrote('Everybody committed'));
  // 9 to 13: files that come and go, also in a new folder
  const parcel = 'varve: 1\ncontext: parcels\ntypes:\n  Weight: { type: number, minimum: 0 }\n';
  await watcher.edit('9', () => project.write('schemas/new/deep/parcel.yaml', parcel), wrote('Weight'));
  const other = parcel.replace('Weight', 'Mass');
  await watcher.edit('10', () => saveAtomically(project, 'schemas/new/deep/parcel.yaml', other), wrote('Mass'));
  await watcher.edit(
    '11',
    () => project.remove('schemas/new'),
    () => !generated(project).includes('Mass'),
  );
  await watcher.edit('12', () => project.remove('schemas/customer.yaml'), said('nothing written'));
  await watcher.edit(
    '13',
    () => project.write('schemas/customer.yaml', files['schemas/customer.yaml'] ?? ''),
    said(/customer\.yaml {2}(unchanged|wrote)/),
  );
  // 14 to 18: the configuration, wrong, gone, back, and naming other folders
  const configure = (text: string) => () => project.write('varve.config.yaml', text);
  const wrong = await watcher.edit('14', configure('schemas: schemas\n'), (since) => since.includes('nothing written'));
  expect(wrong).toContain('varve.config.yaml:1:10');
  const gone = await watcher.edit(
    '15',
    () => project.remove('varve.config.yaml'),
    (since) => since.includes('error'),
  );
  expect(gone).toContain('varve.config.yaml');
  await watcher.edit('16', configure(`${config}out: src/made\n`), () => project.has('src/made/ordering'));
  project.remove('src/generated');
  await watcher.edit('17', configure(`${config}out: src/generated\n`), () => project.has(events));
  project.remove('src/made');
  await watcher.edit(
    '18',
    () => {
      mkdirSync(join(project.root, 'elsewhere'));
      project.write('elsewhere/extra.yaml', parcel);
      project.write('varve.config.yaml', 'varve: 1\nschemas: [schemas/**/*.yaml, elsewhere/*.yaml]\n');
    },
    wrote('Weight'),
  );
  // 19 and 20: a folder that is watched only since then; and three saves at once
  await watcher.edit('19', () => saveAtomically(project, 'elsewhere/extra.yaml', other), wrote('Mass'));
  await watcher.edit(
    '20',
    () => {
      for (const text of ['', described('Half'), described('The last one')]) project.write(path, text);
    },
    wrote('The last one committed'),
  );
  const { exitCode, stderr } = await watcher.stop('SIGINT');
  expect({ exitCode, bug: stderr.includes('bug') }).toEqual({ exitCode: 0, bug: false });
  await isUpToDate(project);
});

describe('a cycle', () => {
  test('writes only what changed, and nothing for a file that is none of its business', async () => {
    const project = createProject(files);
    const watcher = await startWatch(project);
    const old = new Date(1_000_000_000_000);
    const paths = Object.keys(project.tree('src')).map((each) => `src/${each}`);
    for (const each of paths) utimesSync(join(project.root, each), old, old);
    project.write('schemas/notes.md', 'no schema');
    project.write('src/app.ts', 'export {};\n');
    await watcher.edit(
      'one description',
      () => project.write(path, order.replace('The customer committed', 'Somebody committed')),
      (since) => since.endsWith(' ms\n'),
    );
    expect(watcher.cycles()).toBe(1);
    const touched = paths.filter((each) => project.modified(each) !== old.getTime());
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.filter((each) => !project.read(each).includes('Somebody committed'))).toEqual([]);
    await watcher.stop('SIGTERM');
  });

  test('that meets a disk it cannot write says so, and the next one goes on', async () => {
    const project = createProject(files);
    const watcher = await startWatch(project);
    const folder = join(project.root, 'src/generated/ordering');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await watcher.edit(
      'refused',
      () => project.write(path, shipped),
      (since) => since.includes('reconcile/'),
    );
    rmSync(folder);
    await watcher.edit(
      'again',
      () => project.write(path, order),
      () => project.has(events),
    );
    await watcher.stop('SIGTERM');
  });
});

describe('the watch ends', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('with 0 on %s, and leaves nothing half done', async (signal) => {
    const project = createProject(files);
    const watcher = await startWatch(project);
    const { exitCode, stdout } = await watcher.stop(signal);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    await isUpToDate(project);
  });

  test('before it begins, with 2, when there is no configuration, or for flags that do not go together', async () => {
    const project = createProject();
    expect(await project.varve(['generate', '--watch'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('There is no varve.config.yaml'),
    });
    for (const flags of [['--check'], ['--dry-run'], ['--format', 'json']]) {
      expect((await project.varve(['generate', '--watch', ...flags])).exitCode).toBe(2);
    }
  });
});
