/**
 * Makes what `npm pack` takes, after `tsc -b` has checked the sources and written their types: the code of the generator and
 * of small libraries in a few modules, so that starting is quick and two installations never differ in what they print;
 * the licences of those libraries; and beside the code what it reads, as a package takes nothing from above its folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledTemplates } from './compile-templates.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const packageFolder = join(repository, 'generator');
const dist = join(packageFolder, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));

const { metafile, outputFiles } = await build({
  absWorkingDir: packageFolder,
  entryPoints: ['src/cli/bin.ts', 'src/index.ts', 'src/cli/verify/scan-worker.ts'],
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(dependencies),
  // What its manifest names for node finds its parts in a way that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  legalComments: 'none',
  // Libraries in CommonJS ask for modules of node.
  banner: {
    js: "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);",
  },
  plugins: [
    {
      name: 'templates',
      setup: (bundler) => bundler.onLoad({ filter: /[\\/]shipped-templates\.ts$/ }, templates),
    },
    {
      // Who changes a model is found by tests, which read the sources; a run would only pay for it.
      name: 'no-freezing',
      setup: (bundler) => bundler.onLoad({ filter: /[\\/]deep-freeze\.ts$/ }, unfrozen),
    },
  ],
  metafile: true,
  write: false,
});
// What is there already stays untouched, and what is no longer made goes last: somebody may be running it.
for (const { path, contents } of outputFiles) write(path, contents);
write(join(dist, 'third-party-licenses.txt'), licences(Object.keys(metafile.inputs)));
removeOthers(
  join(dist, 'chunks'),
  outputFiles.map(({ path }) => path),
);

const assets = ['templates/files', 'templates/partials', 'templates/start', 'schemas/meta', 'schemas/std']
  .flatMap((folder) => filesIn(join(repository, folder)))
  .filter((path) => !/\.(test|md)\b/.test(path));
const copies = assets.map((path) => join(dist, 'assets', relative(repository, path)));
for (const [at, path] of copies.entries()) write(path, readFileSync(assets[at]));
removeOthers(join(dist, 'assets'), copies);

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function write(path, contents) {
  const bytes = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function removeOthers(folder, kept) {
  for (const path of filesIn(folder)) if (!kept.includes(path)) rmSync(path);
}

/** Replaces the module that has none. */
function templates() {
  return { contents: compiledTemplates(join(repository, 'templates')), loader: 'js' };
}

function unfrozen() {
  return { contents: 'export const deepFreeze = (value) => value;', loader: 'js' };
}

/** Name, version and licence of every library that code was taken from. */
function licences(inputs) {
  const library = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
  const folders = inputs.map((path) => join(packageFolder, path).match(library)?.at(0)).filter(Boolean);
  const texts = [...new Set(folders)].map(licenceOf);
  return texts.sort((left, right) => (left < right ? -1 : 1)).join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} is bundled and has no licence file.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
