import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { example } from './lines-of-json.js';

/**
 * Puts the example's modules into a folder as JavaScript, with a configuration that names them: each command would compile
 * them anew, which takes longer than what it is tested for.
 */
export async function compileExample(folder: string): Promise<void> {
  await build({
    entryPoints: [
      ...['registries', 'application'].map((name) => join(example, `src/${name}.ts`)),
      fileURLToPath(new URL('moody-application.ts', import.meta.url)),
    ],
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@varve/*'],
    logLevel: 'silent',
  });
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'varve.config.yaml'), 'varve: 1\nschemas: [schemas/*.yaml]\napp: registries.js\n');
}
