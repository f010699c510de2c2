// `npm run fuzz -- [--seconds 120] [--seed <number>] [--case <number>] [--jobs 2]`: translates the fuzzer and starts it. Needs a build.
import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
// Beside the sources, so that packages are found.
const folder = `${here}.varve-tmp-fuzz-${String(process.pid)}`;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await build({
  entryPoints: [`${here}fuzz.ts`, `${here}worker.ts`],
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  // As people get them: built, not by the paths of the tests.
  tsconfigRaw: {},
});
const { fuzz } = await import(pathToFileURL(`${folder}/fuzz.mjs`).href);
process.exitCode = await fuzz(process.argv.slice(2), folder);
