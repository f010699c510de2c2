import { describe, expect, test } from 'vitest';
import { projectFiles } from '../../bench/src/generate/project-files.js';
import { files } from './ordering.js';
import { hasTerminal, leftOnScreen, onTerminal, type Talk } from './on-terminal.js';
import { createProject, type Project } from './project.js';

const enter = '\r';
const down = '\u001b[B';
const interrupt = '\u0003';

const manifest = (project: Project) => JSON.parse(project.read('package.json')) as Record<string, unknown>;

function talk(project: Project, args: readonly string[], ...steps: NonNullable<Talk['talk']>) {
  return onTerminal({ args, cwd: project.root, talk: steps });
}

test.skipIf(hasTerminal)('needs python3 for a pseudo-terminal, which is not there: nothing below was run', () => {
  expect(hasTerminal).toBe(true);
});

describe.skipIf(!hasTerminal)('varve init on a terminal', () => {
  test('asks for the name, the package manager, and whether to install', () => {
    const project = createProject();
    const run = talk(
      project,
      ['init'],
      ['Name of the package', '-two' + enter],
      ['Package manager', down + enter],
      ['Install with pnpm', 'n'],
    );
    expect(run, run.said).toMatchObject({ exitCode: 0, missed: null });
    expect(manifest(project)['name']).toMatch(/^varve-e2e-.*-two$/i);
    expect(run.said).toMatch(/next +pnpm i\r/);
    expect(project.has('schemas/order.yaml')).toBe(true);
    expect(project.has('src/generated')).toBe(true);
    expect(project.has('node_modules')).toBe(false);
  });

  test('says what is wrong with a name, and takes the next one', () => {
    const project = createProject();
    const run = talk(
      project,
      ['init', '--no-install', '--package-manager', 'npm'],
      ['Name of the package', '\u0015Not A Name!' + enter],
      ['Small letters', '\u0015shop' + enter],
    );
    expect(run, run.said).toMatchObject({ exitCode: 0, missed: null });
    expect(manifest(project)['name']).toBe('shop');
  });

  test.each<[string, NonNullable<Talk['talk']>]>([
    ['the name', [['Name of the package', interrupt]]],
    [
      'the package manager',
      [
        ['Name of the package', enter],
        ['Package manager', interrupt],
      ],
    ],
    [
      'installing',
      [
        ['Name of the package', enter],
        ['Package manager', enter],
        ['Install with npm', interrupt],
      ],
    ],
  ])('stopped at %s, has written nothing', (_case, steps) => {
    const project = createProject();
    const { exitCode, said } = talk(project, ['init'], ...steps);
    expect(exitCode, said).toBe(2);
    expect(said).toContain('Nothing was written.');
    expect(said).not.toMatch(/bug|^ +at /m);
    expect(project.tree()).toEqual({});
  });

  test('asks nothing that flags, files or --yes answer', () => {
    const flags = ['init', '--yes', '--no-install'];
    const fresh = createProject();
    expect(talk(fresh, flags)).toMatchObject({ exitCode: 0 });
    const locked = createProject({ 'package.json': '{ "name": "shop" }\n', 'yarn.lock': '' });
    const run = talk(locked, ['init', '--no-install']);
    expect(run.exitCode, run.said).toBe(0);
    expect(run.said).not.toMatch(/Name of|Package manager/);
    expect(run.said).toContain('yarn');
    expect(talk(locked, ['init', '--no-install']).said).toContain('nothing was missing');
  });

  test('asks nothing on a build server', () => {
    const project = createProject();
    const { exitCode, said } = onTerminal({
      args: ['init', '--no-install'],
      cwd: project.root,
      env: { CI: 'true' },
    });
    expect({ exitCode, asked: said.includes('Name of the package') }).toEqual({ exitCode: 0, asked: false });
  });
});

describe.skipIf(!hasTerminal)('a long run on a terminal', () => {
  test('says what it is at, and leaves nothing of it behind', () => {
    const project = createProject(Object.fromEntries(projectFiles(1000)));
    const { exitCode, said } = onTerminal({ args: ['generate'], cwd: project.root });
    expect(exitCode).toBe(0);
    expect(said).toMatch(/\r {2}(reading schemas|resolving names|planning files|rendering files|writing files)/);
    expect(leftOnScreen(said)).not.toMatch(/reading schemas|resolving names|planning|rendering|writing files/);
    expect(leftOnScreen(said)).toMatch(/wrote.*files\)/);
  });

  test('says nothing of it beside JSON, or on a build server', () => {
    const project = createProject(Object.fromEntries(projectFiles(300)));
    for (const [args, env] of [
      [['generate', '--format', 'json'], {}],
      [['check'], { CI: 'true' }],
    ] as const) {
      const { exitCode, said } = onTerminal({ args, cwd: project.root, env });
      expect({ exitCode, said: /reading schemas|rendering/.test(said) }).toEqual({ exitCode: 0, said: false });
    }
  });
});

describe.skipIf(!hasTerminal)('colours', () => {
  const bad = { ...files, 'schemas/customer.yaml': 'varve: 1\ncontext: crm\ntypo: {}\n' };
  const colour = /\u001b\[\d+m/;
  test.each<[string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ['are there on a terminal', [], {}, true],
    ['are not with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['are not where the terminal has none', [], { TERM: 'dumb' }, false],
    ['are there with --color always in spite of NO_COLOR', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['are not in JSON', ['--format', 'json'], {}, false],
  ])('%s', (_case, flags, env, expected) => {
    const { said } = onTerminal({ args: ['check', ...flags], cwd: createProject(bad).root, env });
    expect(colour.test(said), said).toBe(expected);
  });
});
