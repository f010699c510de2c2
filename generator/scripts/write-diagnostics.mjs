/** Writes docs/reference/diagnostics.md from the explanations in src/explain. A test says when it has to be run. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: repository,
  entryPoints: ['generator/src/explain/reference-page.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { referencePage } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(`${repository}docs/reference/diagnostics.md`, referencePage());
