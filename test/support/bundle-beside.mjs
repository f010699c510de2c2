import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Translates programs of a folder of tests to JavaScript, since Node 20 runs no TypeScript. What comes out lies beside the
 * sources, so that packages are found, and is gone when this process ends.
 * @param {URL} folder the folder, with a slash at its end
 * @param {readonly string[]} programs paths in it
 * @param {object} options for esbuild, besides
 * @returns {Promise<string>} the folder with the results, which end in `.mjs`
 */
export async function bundleBeside(folder, programs, options = {}) {
  const here = fileURLToPath(folder);
  const name = here.split(/[/\\]/).at(-2) ?? '';
  const outdir = `${here}.varve-tmp-${name}-${String(process.pid)}`;
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  await build({
    entryPoints: programs.map((program) => `${here}${program}`),
    outdir,
    outbase: here,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    ...options,
  });
  return outdir;
}
