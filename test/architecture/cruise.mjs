/**
 * Runs dependency-cruiser over the sources with the rules of `.dependency-cruiser.cjs`.
 * It needs a compiler API that TypeScript 7 does not have, so here, and only here, `typescript` means TypeScript 5.9.
 */
import Module, { createRequire, register } from 'node:module';
import { fileURLToPath } from 'node:url';

const instead = 'typescript-5.9';

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolveFilename(request.replace(/^typescript(?=\/|$)/, instead), ...rest);

const hook = `export const resolve = (name, context, next) => next(name === 'typescript' ? '${instead}' : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`, import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders are relative to `baseDir`. Gives every broken rule, and how many modules were read. */
export async function cruiseFolders(folders, baseDir = root) {
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = createRequire(import.meta.url)(`${root}.dependency-cruiser.cjs`);
  const result = await cruise(folders, { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  const { violations, totalCruised } = result.output.summary;
  return { broken: violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`), modules: totalCruised };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { broken, modules } = await cruiseFolders(['generator/src', 'runtime/src', 'examples']);
  for (const line of broken) console.log(line);
  console.log(`${broken.length} broken import rules in ${modules} modules`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
