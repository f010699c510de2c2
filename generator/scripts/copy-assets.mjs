/**
 * Puts what the package carries besides code beside the built code, as `npm pack` takes nothing from above a package.
 * Run after `tsc -b`.
 */
import { cpSync, rmSync } from 'node:fs';

const repository = new URL('../../', import.meta.url);
const built = new URL('../dist/', import.meta.url);

rmSync(new URL('assets/', built), { recursive: true, force: true });
for (const folder of ['templates/files', 'templates/partials', 'schemas/meta', 'schemas/std']) {
  cpSync(new URL(folder, repository), new URL(`assets/${folder}`, built), {
    recursive: true,
    filter: (path) => !/\.(test|md)\b/.test(path),
  });
}
