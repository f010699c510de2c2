import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNodeHost } from '../../../generator/src/host/node-host.js';
import { isProjectPath } from '../../../generator/src/host/project-path.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-host-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text = ''): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('read', () => {
  test('gives text, or says that nothing is there', async () => {
    write('a/b.ts', 'text');
    const host = createNodeHost(root);
    expect(await host.read('a/b.ts')).toEqual({ kind: 'file', text: 'text' });
    expect(await host.read('a/c.ts')).toEqual({ kind: 'absent' });
    expect(await host.read('x/y/z.ts')).toEqual({ kind: 'absent' });
  });

  test('does not go through a linked folder', async () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'linked'));
    expect(await createNodeHost(root).read('linked/a.ts')).toEqual({ kind: 'blocked', by: 'symlink', at: 'linked' });
  });

  test('does not follow a linked file, not even a dangling one', async () => {
    symlinkSync('/etc/hostname', join(root, 'a.ts'));
    symlinkSync('/nowhere', join(root, 'b.ts'));
    const host = createNodeHost(root);
    expect(await host.read('a.ts')).toEqual({ kind: 'blocked', by: 'symlink', at: 'a.ts' });
    expect(await host.read('b.ts')).toEqual({ kind: 'blocked', by: 'symlink', at: 'b.ts' });
  });

  test('tells a folder from a file', async () => {
    write('a.ts/inner.ts');
    write('b');
    const host = createNodeHost(root);
    expect(await host.read('a.ts')).toEqual({ kind: 'blocked', by: 'not-a-file', at: 'a.ts' });
    expect(await host.read('b/c.ts')).toEqual({ kind: 'blocked', by: 'not-a-file', at: 'b' });
  });

  test('notices a neighbour that differs by case only, at any depth', async () => {
    write('src/Order/order.ts');
    const host = createNodeHost(root);
    expect(await host.read('src/Order/Order.ts')).toEqual({
      kind: 'blocked',
      by: 'other-case',
      at: 'src/Order/order.ts',
    });
    expect(await host.read('src/order/order.ts')).toEqual({ kind: 'blocked', by: 'other-case', at: 'src/Order' });
  });

  test('a neighbour made since then keeps a new file of people away, and leaves an old one to be written', async () => {
    const host = createNodeHost(root);
    await host.replaceFile('src/order/order.decider.ts', 'first');
    write('src/order/Item.ts', 'of somebody');
    write('src/Line/a.ts');
    await expect(host.replaceFile('src/order/item.ts', 'x')).rejects.toMatchObject({ by: 'other-case' });
    await expect(host.replaceFile('src/line/line.ts', 'x')).rejects.toMatchObject({ by: 'other-case' });
    expect(readdirSync(join(root, 'src/order')).sort()).toEqual(['Item.ts', 'order.decider.ts']);
    write('src/order/Order.decider.ts', 'of somebody');
    await host.replaceFile('src/order/order.decider.ts', 'second');
    expect(readFileSync(join(root, 'src/order/order.decider.ts'), 'utf8')).toBe('second');
  });

  test('works when the root itself is reached through a link', async () => {
    write('project/a.ts', 'text');
    symlinkSync(join(root, 'project'), join(root, 'link'));
    expect(await createNodeHost(join(root, 'link')).read('a.ts')).toEqual({ kind: 'file', text: 'text' });
  });
});

describe('list and find', () => {
  test('lists everything below a folder in one order, links as links', async () => {
    write('out/b.ts');
    write('out/a/z.ts');
    write('out/B.ts');
    write('elsewhere/secret.ts');
    symlinkSync(join(root, 'elsewhere'), join(root, 'out/linked'));
    expect(await createNodeHost(root).list('out')).toEqual([
      { path: 'out/B.ts', regular: true },
      { path: 'out/a/z.ts', regular: true },
      { path: 'out/b.ts', regular: true },
      { path: 'out/linked', regular: false },
    ]);
  });

  test('a missing, foreign or linked folder lists as empty', async () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'linked'));
    const host = createNodeHost(root);
    expect(await host.list('missing')).toEqual([]);
    expect(await host.list('../')).toEqual([]);
    expect(await host.list('linked')).toEqual([]);
  });

  test('finds by globs, each file once, sorted, dependencies and dot folders apart', async () => {
    for (const path of [
      'schemas/b.yaml',
      'schemas/sub/a.yaml',
      'schemas/a.yml',
      'node_modules/x/schemas/n.yaml',
      '.git/x.yaml',
    ]) {
      write(path);
    }
    expect(await createNodeHost(root).find(['**/*.yaml', 'schemas/**'])).toEqual([
      'schemas/a.yml',
      'schemas/b.yaml',
      'schemas/sub/a.yaml',
    ]);
  });

  test('finds links to files, so that reading refuses them, and does not follow links to folders', async () => {
    write('schemas/a.yaml');
    write('elsewhere/b.yaml');
    symlinkSync(join(root, 'elsewhere/b.yaml'), join(root, 'schemas/link.yaml'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'schemas/folder'));
    symlinkSync(root, join(root, 'schemas/loop'));
    const host = createNodeHost(root);
    expect(await host.find(['schemas/**/*.yaml'])).toEqual(['schemas/a.yaml', 'schemas/link.yaml']);
    expect(await host.read('schemas/link.yaml')).toMatchObject({ kind: 'blocked', by: 'symlink' });
  });

  test('finds names that not every system can store, for the reader to refuse', async () => {
    const host = createNodeHost(root);
    write('con.yaml');
    write('a:b.yaml');
    expect(await host.find(['*.yaml'])).toEqual(['a:b.yaml', 'con.yaml']);
    expect(await host.read('con.yaml')).toEqual({ kind: 'blocked', by: 'outside', at: 'con.yaml' });
  });

  test('a glob that leaves the root finds nothing', async () => {
    write('outside.yaml');
    write('project/a.yaml');
    expect(await createNodeHost(join(root, 'project')).find(['../*.yaml'])).toEqual([]);
  });
});

describe('replaceFile', () => {
  test('makes folders, and leaves nothing beside the file', async () => {
    await createNodeHost(root).replaceFile('a/b/c.ts', 'text');
    expect(readFileSync(join(root, 'a/b/c.ts'), 'utf8')).toBe('text');
    expect(readdirSync(join(root, 'a/b'))).toEqual(['c.ts']);
  });

  test.each([
    '../evil.ts',
    '/etc/evil',
    'a/../../evil.ts',
    'C:\\x',
    'a\\..\\x',
    '',
    'a//b',
    'nul',
    'a/con.ts',
    'a\0b',
    '.git/hooks/x',
  ])('refuses %j', async (path) => {
    await expect(createNodeHost(root).replaceFile(path, 'x')).rejects.toThrow('(outside)');
  });

  test('refuses to write through a linked folder or over a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'varve-outside-'));
    symlinkSync(outside, join(root, 'out'));
    symlinkSync(join(outside, 'x.ts'), join(root, 'x.ts'));
    const host = createNodeHost(root);
    await expect(host.replaceFile('out/a.ts', 'x')).rejects.toThrow('out is in the way (symlink)');
    await expect(host.replaceFile('x.ts', 'x')).rejects.toThrow('x.ts is in the way (symlink)');
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  test.skipIf(process.getuid?.() === 0)('leaves the old text when the folder cannot be written', async () => {
    write('locked/a.ts', 'old');
    chmodSync(join(root, 'locked'), 0o555);
    await expect(createNodeHost(root).replaceFile('locked/a.ts', 'new')).rejects.toThrow();
    chmodSync(join(root, 'locked'), 0o755);
    expect(readFileSync(join(root, 'locked/a.ts'), 'utf8')).toBe('old');
  });
});

describe('removeFile', () => {
  test('removes folders that become empty, up to the one to keep', async () => {
    write('src/generated/ordering/order/a.ts');
    write('src/generated/other.ts');
    const host = createNodeHost(root);
    await host.removeFile('src/generated/ordering/order/a.ts', 'src/generated');
    expect(readdirSync(join(root, 'src/generated'))).toEqual(['other.ts']);
    await host.removeFile('src/generated/other.ts', 'src/generated');
    expect(existsSync(join(root, 'src/generated'))).toBe(true);
  });

  test('a file that is gone already is no error, a folder or a link is', async () => {
    write('out/folder/a.ts');
    symlinkSync(join(root, 'out/folder/a.ts'), join(root, 'out/link.ts'));
    const host = createNodeHost(root);
    await host.removeFile('out/missing.ts', 'out');
    await expect(host.removeFile('out/folder', 'out')).rejects.toThrow('(not-a-file)');
    await expect(host.removeFile('out/link.ts', 'out')).rejects.toThrow('(symlink)');
    expect(statSync(join(root, 'out/folder/a.ts')).isFile()).toBe(true);
  });
});

test('leftovers of dead processes go, those of living ones and other files stay', async () => {
  write('out/.varve-tmp-999999999-1');
  write(`out/deep/.varve-tmp-${process.pid}-1`);
  write('out/.varve-tmp-notes');
  const host = createNodeHost(root);
  expect(await host.removeLeftovers('out')).toBe(1);
  expect((await host.list('out')).map(({ path }) => path)).toEqual([
    'out/.varve-tmp-notes',
    `out/deep/.varve-tmp-${process.pid}-1`,
  ]);
});

test.each(['a.ts', 'src/generated/ordering/order.ts', 'ä/ö.ts', 'a b/c.ts', 'console.ts'])(
  '%j is a project path',
  (path) => {
    expect(isProjectPath(path)).toBe(true);
  },
);
