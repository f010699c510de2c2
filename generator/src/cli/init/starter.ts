import type { StartFiles } from '../../assets.js';
import { packageVersion } from '../package-metadata.js';
import type { Findings, TestRunner } from './examine.js';
import type { Addition } from './manifest.js';

/** A file to create; never one to overwrite. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

const configText = `# yaml-language-server: $schema=./node_modules/varve/dist/assets/schemas/meta/v1/config.schema.json
varve: 1
schemas: [schemas/**/*.yaml]
# Generated files. Everything here that carries the first line of varve may be deleted and made again.
out: src/generated
# Your own files: created once, only ever added to.
src: src
`;

const schemaTestsText = ({ runner, testFolder }: Findings): string =>
  `# Tests that old events and commands can still be read, with samples and random data of every version.
schemaTests: { runner: ${runner}, folder: ${testFolder} }
`;

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** The files of a project that works, as far as they are missing; in a project with schemas only the configuration. */
export function newFiles(found: Findings, start: StartFiles): readonly NewFile[] {
  const { manifest, hasTypeScript, hasConfig, hasSchemas, hasApp, manifestText } = found;
  // CommonJS by its package, and still written as modules.
  const isModule = manifest.type === 'module' || manifest.type === undefined;
  const resolution = isModule ? { module: 'NodeNext' } : { module: 'ESNext', moduleResolution: 'Bundler' };
  const tsconfig = { compilerOptions: { ...compilerOptions, ...resolution }, include: ['src', 'test'] };
  return [
    ...(hasConfig ? [] : [{ path: 'varve.config.yaml', text: configText + schemaTestsText(found) }]),
    ...(hasTypeScript ? [] : [{ path: 'tsconfig.json', text: `${JSON.stringify(tsconfig, undefined, 2)}\n` }]),
    ...(manifestText === undefined ? [{ path: '.gitignore', text: 'node_modules/\n' }] : []),
    ...(hasConfig || hasSchemas ? [] : exampleFiles(found, start)),
    ...(hasConfig || hasSchemas || hasApp || hasTypeScript ? [] : [{ path: 'src/app.ts', text: start.app }]),
  ];
}

function exampleFiles({ runner, testFolder }: Findings, start: StartFiles): readonly NewFile[] {
  const up = testFolder
    .split('/')
    .map(() => '..')
    .join('/');
  const test = start.test
    .replace("'node:test'", `'${testModules[runner]}'`)
    .replaceAll("'../src/", `'${testFolder.startsWith('src/') ? '../' : `${up}/src/`}`);
  return [
    { path: 'schemas/order.yaml', text: start.schema },
    { path: 'src/order/order.decider.ts', text: start.decider },
    { path: `${testFolder}/order.test.ts`, text: test },
  ];
}

const testModules: Readonly<Record<TestRunner, string>> = {
  vitest: 'vitest',
  jest: '@jest/globals',
  node: 'node:test',
};

/** What npm writes where there are no tests yet. */
const noTests = 'echo "Error: no test specified" && exit 1';

/** Dependencies and scripts that are missing; what is there stays, whatever it says. */
export function manifestAdditions(found: Findings): readonly Addition[] {
  const { manifest, runner, testFolder, hasTypeScript, hasConfig } = found;
  const own = `^${packageVersion()}`;
  const needed = [
    { kind: 'dependencies', name: '@varve/runtime', range: own },
    { kind: 'devDependencies', name: 'varve', range: own },
    { kind: 'devDependencies', name: 'typescript', range: '^5.9.3' },
    ...(hasConfig ? [] : [{ kind: 'devDependencies', name: 'fast-check', range: '^4.10.2' }]),
    ...(runner === 'node'
      ? [
          { kind: 'devDependencies', name: 'tsx', range: '^4.20.0' },
          { kind: 'devDependencies', name: '@types/node', range: '^20.19.0' },
        ]
      : []),
  ];
  const commands = { vitest: 'vitest run', jest: 'jest', node: `node --import tsx --test ${testFolder}/*.test.ts` };
  const { test } = manifest.scripts;
  return [
    ...(!hasTypeScript && manifest.type === undefined ? [{ path: ['type'], value: 'module' }] : []),
    { path: ['scripts', freeName(manifest.scripts, 'generate', 'varve generate')], value: 'varve generate' },
    ...(test === undefined || test === noTests ? [{ path: ['scripts', 'test'], value: commands[runner] }] : []),
    ...needed
      .filter(({ name }) => !manifest.dependencies.has(name))
      .map(({ kind, name, range }) => ({ path: [kind, name], value: range })),
  ].filter(({ path: [first, name], value }) => first !== 'scripts' || manifest.scripts[name ?? ''] !== value);
}

/** The name, or one of ours where the project uses it for something else. */
export function freeName(scripts: Readonly<Record<string, string>>, name: string, command: string): string {
  const taken = scripts[name];
  return taken === undefined || taken === command ? name : `varve:${name}`;
}
