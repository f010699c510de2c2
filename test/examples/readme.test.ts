import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../generator/src/cli/program.js';
import { readRoot, type Snippet, snippetsOf, stands } from './snippets.js';
import { noActions } from '../support/no-actions.js';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/guide/README.md',
  'docs/guide/modelling.md',
  'docs/guide/running.md',
  'docs/guide/testing.md',
  'docs/guide/following.md',
  'docs/guide/projections.md',
  'docs/guide/processes.md',
  'docs/guide/evolving.md',
  'docs/guide/your-own-store.md',
  'docs/guide/closing-streams.md',
  'docs/guide/tenants.md',
  'docs/reference/postgres.md',
  ...readdirSync(new URL('../../docs/tutorial/', import.meta.url)).map((page) => `docs/tutorial/${page}`),
  'examples/ordering/README.md',
  'examples/banking/README.md',
  'examples/github-timeline/README.md',
];
const named = (page: string) => snippetsOf(readRoot(page)).map((snippet) => [`line ${snippet.line}`, snippet] as const);

const { commands } = createProgram(noActions, { out: () => undefined, err: () => undefined });

/** Whether a line calls varve with a command and flags that it has, their values, and no more than one further word. */
function isVarve(line: string): boolean {
  const [, name, rest = ''] = /^npx varve (\w+)(.*)$/.exec(line) ?? [];
  const first = commands.find((each) => each.name() === name);
  const [verb = '', ...behind] = rest.split(' ').filter((word) => word !== '');
  // What a group is told to do comes first, if it is not only named.
  const isGroup = first !== undefined && first.commands.length > 0 && verb !== '';
  const command = isGroup ? first.commands.find((each) => each.name() === verb) : first;
  const words = isGroup || verb === '' ? behind : [verb, ...behind];
  const flags = words.filter((word) => word.startsWith('-'));
  const options = flags.map((flag) => command?.options.find(({ long, short }) => [long, short].includes(flag)));
  const values = options.filter((option) => option?.required === true).length;
  const others = words.length - flags.length - values;
  return command !== undefined && !options.includes(undefined) && others >= 0 && others <= 1;
}

/** Commands that a page may tell its readers to type: npm scripts of the root, and varve's own. */
function unknownCommands({ text }: Snippet): readonly string[] {
  const { scripts } = JSON.parse(readRoot('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const known = new Set(['npm ci', 'npm test', ...Object.keys(scripts).map((name) => `npm run ${name}`)]);
  return text
    .split('\n')
    .flatMap((line) => line.replace(/\s*#.*$/, '').split(' && '))
    .filter((command) => command !== '' && !known.has(command) && !isVarve(command));
}

describe.each(pages)('%s', (page) => {
  test.each(named(page))('shows what stands in the file it names, %s', (_, snippet) => {
    const { from, language, text, played, isTestedElsewhere, file } = snippet;
    if (language === '' || played !== undefined) return;
    if (isTestedElsewhere) {
      expect(readRoot(file)).toContain(page);
      return;
    }
    expect(from, `a ${language} block that names no file`).toBeDefined();
    expect(stands(text, readRoot(from ?? '')), `${text}\n\ndoes not stand in ${from}`).toBe(true);
  });

  test.each(named(page))('tells to type only what exists, %s', (_, snippet) => {
    if (snippet.language === '' && snippet.played === undefined) expect(unknownCommands(snippet)).toEqual([]);
  });

  test('links to what is there', () => {
    const links = [...readRoot(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
    const folder = page.slice(0, page.lastIndexOf('/') + 1);
    const missing = links.filter((path) => !existsSync(new URL(`../../${folder}${path}`, import.meta.url)));
    expect(missing).toEqual([]);
  });
});

test('the README names every command that varve has, and no other', () => {
  const said = [...readRoot('README.md').matchAll(/^npx varve (\w+)/gm)].map(([, command]) => command);
  expect(new Set(said)).toEqual(new Set(commands.map((command) => command.name())));
});

test('a snippet is compared line by line, at any depth', () => {
  expect(stands('a\n  b', 'x\n    a\n      b\n')).toBe(true);
  expect(stands('a\n  b', '    a\n    b')).toBe(false);
  expect(stands('a\n\nb', '  a\n\n  b')).toBe(true);
  expect(stands('b', 'ab')).toBe(false);
});
