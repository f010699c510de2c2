import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { config, files, shipped } from './ordering.js';
import { bin, createProject, finished, type Project } from './project.js';

const project = (): Project => createProject({ 'varve.config.yaml': config, ...files });

/** As a shell would, with a limit that makes every write fail as on a full disk. */
const onFullDisk = (root: string) =>
  finished(spawn('sh', ['-c', `ulimit -f 0; exec "${process.execPath}" "${bin}" generate`], { cwd: root }));

describe.skipIf(process.platform === 'win32')('a disk without room', () => {
  test('is said in one line, without a stack, and leaves no half file', async () => {
    const { root, tree } = project();
    const before = tree();
    const { exitCode, stderr, stdout } = await onFullDisk(root);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error {2}E(?:FBIG|NOSPC|DQUOT)\b.*\n$/);
    expect(tree()).toEqual(before);
  });

  test('leaves what stood, and the next run completes it', async () => {
    const { root, tree, write, varve } = project();
    await varve(['generate']);
    const before = tree();
    write('schemas/order.yaml', shipped);
    expect((await onFullDisk(root)).exitCode).toBe(2);
    expect(tree()).toEqual({ ...before, 'schemas/order.yaml': shipped });
    expect((await varve(['generate'])).exitCode).toBe(0);
    expect((await varve(['generate', '--check'])).exitCode).toBe(0);
  });
});

test('several runs at once do each other no harm', { timeout: 180_000 }, async () => {
  const { tree, varve, write } = project();
  const alone = project();
  for (const schema of [files['schemas/order.yaml'] ?? '', shipped]) {
    write('schemas/order.yaml', schema);
    alone.write('schemas/order.yaml', schema);
    const runs = await Promise.all(Array.from({ length: 4 }, () => varve(['generate'])));
    expect(runs.map(({ exitCode, stderr }) => (exitCode === 0 ? '' : stderr))).toEqual(['', '', '', '']);
    await alone.varve(['generate']);
    expect(tree()).toEqual(alone.tree());
  }
});
