import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, identifiersOf, readSource, root } from './source-files.js';

const sources = [...filesBelow('generator/src', '.ts'), ...filesBelow('runtime/src', '.ts')];

const linesOf = (path: string): number => readSource(path).split('\n').length - 1;

/** Files in which the word `version` is somebody else's: package metadata, and libraries that call it so. */
const foreignVersion = new Set([
  'generator/src/cli/package-metadata.ts',
  'generator/src/cli/sarif-log.ts',
  'generator/src/cli/program.ts',
  'generator/src/host/tool-identity.ts',
]);

test('no source file is longer than 300 lines', () => {
  const tooLong = sources.filter((path) => linesOf(path) > 300);
  const total = sources.reduce((sum, path) => sum + linesOf(path), 0);
  process.stdout.write(`${sources.length} source files, ${total} lines\n`);
  expect(tooLong).toEqual([]);
});

test('no template is longer than 120 lines', () => {
  const templates = filesBelow('templates', '.hbs');
  expect(templates.filter((path) => linesOf(path) > 120)).toEqual([]);
});

test('nothing is called just `version`', () => {
  const offenders = sources.filter((path) => !foreignVersion.has(path) && identifiersOf(path).has('version'));
  expect(offenders).toEqual([]);
});

test('process, console and chance stay in the shell', () => {
  const shell = /^generator\/src\/(cli|host)\/|^runtime\/src\/stores\//;
  const pure = sources.filter((path) => !shell.test(path));
  const offenders = pure.filter((path) => {
    return identifiersOf(path).has('console') || platformUse.test(readSource(path));
  });
  expect(offenders).toEqual([]);
});

/** Node's `process`, whatever is used of it, and not a process of the user's; and chance. */
const platformUse =
  /(?<![\w$.'])process\s*\??\.\s*(?:env|exit|exitCode|argv|std(?:in|out|err)|cwd|chdir|on|once|off|emit\w*|platform|arch|versions?|pid|ppid|kill|abort|nextTick|hrtime|uptime|umask|title|execPath|memoryUsage|cpuUsage|get\w*|set\w*)\b|\{[^}]*\b(?:env|exit|argv|std\w+|cwd|platform|pid)\b[^}]*\}\s*=\s*process\s*;|node:process|globalThis\s*\.\s*process|\bMath\.random\b/;

test('the check of the platform tells its process from others', () => {
  const uses = ['process.env', 'process . exit(1)', 'const { env } = process;', "from 'node:process'", 'Math.random()'];
  expect(uses.filter((text) => !platformUse.test(text))).toEqual([]);
  const others = [
    'process.name',
    'instance.process',
    'readonly process: string',
    'process.starts',
    'this.process = process;',
    'const { name } = process;',
  ];
  expect(others.filter((text) => platformUse.test(text))).toEqual([]);
});

test('sorting never depends on the machine', () => {
  const offenders = sources.filter((path) => /localeCompare|toLocale(Lower|Upper)Case/.test(readSource(path)));
  expect(offenders).toEqual([]);
});

test('switched-off size rules stay few', () => {
  const directives = sources.filter((path) =>
    /(ox|es)lint-disable.*(max-lines|complexity|max-params)/.test(readSource(path)),
  );
  process.stdout.write(`${directives.length} exceptions from the size rules\n`);
  expect(directives.length).toBeLessThanOrEqual(5);
});

test('no folder is a drawer', () => {
  const drawers = ['utils', 'helpers', 'common', 'shared', 'types', 'lib', 'core'];
  const found = ['generator/src', 'runtime/src'].flatMap((base) =>
    drawers.filter((name) => existsSync(join(root, base, name))).map((name) => `${base}/${name}`),
  );
  expect(found).toEqual([]);
});
