import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

const good = 'varve: 1\ncontext: a\ntypes:\n  A: { type: string, maxLength: 3 }\n';
const ugly = 'varve:   1\ncontext: a\ntypes:\n    A: {type: string, maxLength: 3}   # why\n';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-editor-'));
  mkdirSync(join(root, 'schemas'));
  writeFileSync(join(root, 'varve.config.yaml'), 'varve: 1\nschemas: [schemas/*.yaml]\n');
  writeFileSync(join(root, 'schemas/a.yaml'), good);
  writeFileSync(join(root, 'notes.yaml'), 'no: schema\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const run = (args: readonly string[], input?: string) => runMain(args, root, {}, input);

describe('check --stdin-filepath', () => {
  const check = (path: string, text: string) => run(['check', '--stdin-filepath', path], text);

  test('judges the text of standard input in place of the file, and writes nothing', async () => {
    const { exitCode, stdout } = await check('schemas/a.yaml', good.replace('types:', 'typs:'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('schemas/a.yaml:3:1');
    expect(stdout).toContain('Did you mean types?');
    expect(read('schemas/a.yaml')).toBe(good);
  });

  test('judges steps, and what they may know of the configuration', async () => {
    const step = (value: string): string =>
      `varve: 1\ncontext: a\naggregate: O\nid: { o: uuid }\nstyle: log\nevents: { E: { 1: {}, 2: { b: string }, upcast: { 2: { set: { b: ${value} } } } } }\n`;
    expect((await check('schemas/a.yaml', step('$id.o'))).exitCode).toBe(0);
    const { exitCode, stdout } = await check('schemas/a.yaml', step('$metadata.tenant'));
    expect(exitCode).toBe(1);
    const column = (step('$').split('\n')[5] ?? '').indexOf('$ ') + 1;
    expect(stdout).toContain(`schemas/a.yaml:6:${String(column)}\n`);
    expect(stdout).toContain('metadata: { tenant: string }');
  });

  test('mends what is wrong on the disk', async () => {
    writeFileSync(join(root, 'schemas/a.yaml'), 'varve: [');
    expect((await run(['check'])).exitCode).toBe(1);
    expect((await check('schemas/a.yaml', good)).exitCode).toBe(0);
  });

  test('takes a file that was never saved, and sees it together with the others', async () => {
    const { exitCode, stdout } = await check('schemas/b.yaml', good.replace('context: a', 'context: b'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.not.stringContaining('error') });
    expect((await check('schemas/b.yaml', good)).exitCode).toBe(1);
  });

  test('takes the configuration', async () => {
    const { exitCode, stdout } = await check('varve.config.yaml', 'varve: 1\nschmas: []\n');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('varve.config.yaml:2:1');
  });

  test.each(['notes.yaml', '../outside.yaml', '.'])('refuses %s', async (path) => {
    const { exitCode, stderr } = await check(path, good);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is none of the schemas|does not lie below/);
  });

  test('prints findings in any format', async () => {
    const { stdout } = await run(
      ['check', '--format', 'json', '--stdin-filepath', join(root, 'schemas/a.yaml')],
      'a: [',
    );
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ at: { path: 'schemas/a.yaml' } }] });
  });
});

describe('format', () => {
  test('writes what is not in style, keeps the comment, and finds nothing to do the second time', async () => {
    writeFileSync(join(root, 'schemas/a.yaml'), ugly);
    expect(await run(['format'])).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('formatted 1 file') });
    expect(read('schemas/a.yaml')).toBe(good.replace('3 }', '3 } # why'));
    expect(await run(['format', '--check'])).toMatchObject({ exitCode: 0, stdout: '' });
    expect(read('notes.yaml')).toBe('no: schema\n');
  });

  test('--check lists, writes nothing, and ends with 1', async () => {
    writeFileSync(join(root, 'schemas/a.yaml'), ugly);
    const { exitCode, stdout } = await run(['format', '--check']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'not formatted  schemas/a.yaml\n' });
    expect(read('schemas/a.yaml')).toBe(ugly);
  });

  test('leaves a file alone that cannot be read, says so, and formats the others', async () => {
    writeFileSync(join(root, 'schemas/a.yaml'), ugly);
    writeFileSync(join(root, 'schemas/b.yaml'), 'varve: [');
    const { exitCode, stdout } = await run(['format']);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringContaining('unreadable  schemas/b.yaml'),
    });
    expect(read('schemas/b.yaml')).toBe('varve: [');
    expect(read('schemas/a.yaml')).not.toBe(ugly);
  });

  test('--stdin-filepath prints the formatted text and nothing else, without any configuration', async () => {
    rmSync(join(root, 'varve.config.yaml'));
    expect(await run(['format', '--stdin-filepath', 'x.yaml'], ugly)).toEqual({
      exitCode: 0,
      stdout: good.replace('3 }', '3 } # why'),
      stderr: '',
    });
    const broken = await run(['format', '--stdin-filepath', 'x.yaml'], 'a: [');
    expect(broken).toMatchObject({ exitCode: 1, stdout: 'a: [', stderr: expect.stringContaining('left alone') });
  });
});
