import { describe, expect, test } from 'vitest';
import type { WantedFile } from '../../../generator/src/reconcile/change-set.js';
import { applyChanges } from '../../../generator/src/reconcile/apply-changes.js';
import { readDisk } from '../../../generator/src/reconcile/disk-state.js';
import { reconcile } from '../../../generator/src/reconcile/reconcile.js';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.js';

const out = 'src/generated';
const ours = (text: string): string => `// ours\n${text}`;
const isOurs = (text: string): boolean => text.startsWith('// ours');

const generated = (path: string, text = ours('x\n')): WantedFile => ({
  path: `${out}/${path}`,
  ownership: 'generated',
  text,
});
const owned = (path: string, text: string, ownership: 'scaffold' | 'seed' = 'scaffold'): WantedFile => ({
  path,
  ownership,
  text,
});

async function run(host: MemoryHost, wanted: readonly WantedFile[]) {
  const disk = await readDisk(
    host,
    out,
    wanted.map(({ path }) => path),
  );
  const result = reconcile(wanted, disk, { isOurs });
  const changes = result.ok ? result.value.changes.map(({ kind, path }) => `${kind} ${path}`) : [];
  return { result, changes, codes: result.diagnostics.map(({ code, severity }) => `${severity} ${code}`) };
}

describe('changes', () => {
  test('are made for what is missing, what differs and what is no longer wanted', async () => {
    const host = createMemoryHost({
      [`${out}/same.ts`]: ours('x\n'),
      [`${out}/old.ts`]: ours('old\n'),
      [`${out}/gone.ts`]: ours('x\n'),
      'src/order.ts': 'before',
    });
    const wanted = [generated('same.ts'), generated('old.ts'), generated('new.ts'), owned('src/order.ts', 'after')];
    const { result, changes } = await run(host, wanted);
    expect(changes).toEqual([
      `delete ${out}/gone.ts`,
      `create ${out}/new.ts`,
      `update ${out}/old.ts`,
      'update src/order.ts',
    ]);
    expect(result).toMatchObject({ ok: true, value: { unchanged: 1 } });
  });

  test('line endings of a checkout are no difference in a generated file', async () => {
    const host = createMemoryHost({ [`${out}/a.ts`]: ours('x\n').replaceAll('\n', '\r\n') });
    expect((await run(host, [generated('a.ts')])).changes).toEqual([]);
  });

  test('line endings of a user are theirs, and what merge gave is written as it is', async () => {
    const host = createMemoryHost({ 'src/order.ts': 'a\r\n' });
    expect((await run(host, [owned('src/order.ts', 'a\r\n')])).changes).toEqual([]);
    expect((await run(host, [owned('src/order.ts', 'a\r\nb\r\n')])).changes).toEqual(['update src/order.ts']);
  });

  test('a seed is created once and then left alone', async () => {
    const host = createMemoryHost({ 'src/app.ts': 'mine' });
    expect((await run(host, [owned('src/app.ts', 'yours', 'seed')])).changes).toEqual([]);
    expect((await run(host, [owned('src/main.ts', 'yours', 'seed')])).changes).toEqual(['create src/main.ts']);
  });

  test('are in one order, whatever the order of the wanted files', async () => {
    const wanted = ['b.ts', 'a.ts', 'B.ts', 'ä.ts'].map((path) => generated(path));
    const forward = await run(createMemoryHost({}), wanted);
    const backward = await run(createMemoryHost({}), [...wanted].reverse());
    expect(forward.changes).toEqual(backward.changes);
  });
});

describe('what is not ours', () => {
  test('stays among the generated files, and is reported', async () => {
    const host = createMemoryHost({ [`${out}/notes.md`]: 'mine', [`${out}/deep/util.ts`]: '' });
    const { changes, codes, result } = await run(host, []);
    expect(changes).toEqual([]);
    expect(codes).toEqual(['warning reconcile/foreign-file', 'warning reconcile/foreign-file']);
    expect(result.diagnostics.map(({ message }) => message.split(' ')[0])).toEqual([
      `${out}/deep/util.ts`,
      `${out}/notes.md`,
    ]);
  });

  test('is never overwritten by a generated file', async () => {
    const host = createMemoryHost({ [`${out}/order.ts`]: 'mine' });
    const { result, codes } = await run(host, [generated('order.ts')]);
    expect(result.ok).toBe(false);
    expect(codes).toEqual(['error reconcile/file-in-the-way']);
  });

  test('does not mean an empty file, which a power cut may leave', async () => {
    const host = createMemoryHost({ [`${out}/order.ts`]: '' });
    expect((await run(host, [generated('order.ts')])).changes).toEqual([`update ${out}/order.ts`]);
  });

  test('a marked file outside the generated root is never deleted', async () => {
    const host = createMemoryHost({ 'src/elsewhere.ts': ours('x'), 'src/generated-evil/a.ts': ours('x') });
    expect((await run(host, [])).changes).toEqual([]);
  });

  test('a link among the generated files stays', async () => {
    const host = createMemoryHost({}, [`${out}/link.ts`]);
    const { changes, codes } = await run(host, []);
    expect(changes).toEqual([]);
    expect(codes).toEqual(['warning reconcile/foreign-file']);
  });
});

describe('paths in the way', () => {
  test.each<[string, Record<string, string>, readonly string[], WantedFile, string]>([
    ['a way out', {}, [], owned('../evil.ts', 'x'), 'error reconcile/unsafe-path'],
    ['an absolute path', {}, [], owned('/etc/passwd', 'x'), 'error reconcile/unsafe-path'],
    ['a device name', {}, [], generated('con.ts'), 'error reconcile/unsafe-path'],
    ['a hook of git', {}, [], owned('.git/hooks/post-checkout', 'x'), 'error reconcile/unsafe-path'],
    ['a linked generated root', {}, [out], generated('a.ts'), 'error reconcile/unsafe-path'],
    ['a linked file', {}, ['src/order.ts'], owned('src/order.ts', 'x'), 'error reconcile/unsafe-path'],
    ['a folder', { 'src/order.ts/a.ts': '' }, [], owned('src/order.ts', 'x'), 'error reconcile/unsafe-path'],
    ['a twin of a user', { 'src/Order.ts': '' }, [], owned('src/order.ts', 'x'), 'error reconcile/case-collision'],
    ['a foreign twin', { [`${out}/Order.ts`]: '' }, [], generated('order.ts'), 'error reconcile/case-collision'],
  ])('%s is refused, and then nothing is written', async (_case, files, links, wanted, code) => {
    const { result, codes } = await run(createMemoryHost(files, links), [wanted, generated('fine.ts')]);
    expect(result.ok).toBe(false);
    expect(codes).toContain(code);
  });

  test('a generated twin is removed before the new spelling is written', async () => {
    const host = createMemoryHost({ [`${out}/Order.ts`]: ours('old') });
    const wanted = [generated('order.ts')];
    const { result, changes } = await run(host, wanted);
    expect(changes).toEqual([`delete ${out}/Order.ts`, `create ${out}/order.ts`]);
    if (result.ok) await applyChanges(host, result.value, out);
    expect(Object.keys(host.files())).toEqual([`${out}/order.ts`]);
  });
});

test('deletions come first and the users files last', async () => {
  const host = createMemoryHost({ [`${out}/z.ts`]: ours(''), 'a.ts': 'old' });
  const { result } = await run(host, [generated('b.ts'), owned('a.ts', 'new')]);
  if (result.ok) await applyChanges(host, result.value, out);
  expect(host.writes).toEqual([`remove ${out}/z.ts`, `replace ${out}/b.ts`, 'replace a.ts']);
});
