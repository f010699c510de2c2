/**
 * Writes docs/reference/diagnostics.md from the explanations in src/explain, and docs/reference/templates.md from the schemas
 * of views in src/render/own. Tests say when it has to be run.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../../', import.meta.url));

writeFileSync(`${repository}docs/reference/diagnostics.md`, (await load('explain/reference-page.ts')).referencePage());

const { templatesPage } = await load('render/own/templates-page.ts');
const texts = { files: textsIn('templates/files'), partials: textsIn('templates/partials') };
writeFileSync(`${repository}docs/reference/templates.md`, templatesPage(texts));

async function load(entry) {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: [`generator/src/${entry}`],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function textsIn(folder) {
  const names = readdirSync(`${repository}${folder}`).sort();
  return Object.fromEntries(
    names.map((name) => [name.replace(/\.hbs$/, ''), readFileSync(`${repository}${folder}/${name}`, 'utf8')]),
  );
}
