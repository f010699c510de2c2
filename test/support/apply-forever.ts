/** A process to be killed: rewrites the files of a folder again and again, each with one long text or another. */
import process from 'node:process';
import { createNodeHost } from '../../generator/src/host/node-host.js';
import { applyChanges } from '../../generator/src/reconcile/apply-changes.js';
import type { Change } from '../../generator/src/reconcile/change-set.js';

const [root = '', count = '0', size = '0'] = process.argv.slice(2);
const host = createNodeHost(root);
for (let round = 0; ; round += 1) {
  const text = (round % 2 === 0 ? 'new' : 'old').repeat(Number(size));
  const changes = Array.from({ length: Number(count) }, (_, index): Change => ({
    kind: 'create',
    path: `out/${index}.ts`,
    ownership: 'generated',
    text,
  }));
  await applyChanges(host, { changes, unchanged: 0 }, 'out');
  if (round === 0) process.stdout.write('ready\n');
}
