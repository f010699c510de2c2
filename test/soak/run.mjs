// `npm run soak -- [--seconds 600] [--seed <number>] [--store postgres|sqlite]`: translates the soak and starts it.
import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
// Beside the sources, so that packages are found.
const folder = `${here}.varve-tmp-soak-${String(process.pid)}`;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const programs = ['soak.ts', 'children/write.ts', 'children/read.ts'];
await build({
  entryPoints: programs.map((name) => `${here}${name}`),
  outdir: folder,
  outbase: here,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const { soak } = await import(pathToFileURL(`${folder}/soak.mjs`).href);
process.exitCode = await soak(process.argv.slice(2), folder);
