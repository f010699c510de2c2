// Truncates, archives and restores streams without end, and leaves checkpoints their time. Before each step `step <id> <owner>
// <stream> <kind> <before>` is printed, then `done <id> <state> <version> <archived before> <moved or same>`, `refused <id>
// <code>`, `failed <id>`, or nothing when the outcome is not known. Parameters: address, name of this run, number of
// archivers, and which of them this is: each has streams of its own.
import type { ArchiveResult } from '../../../runtime/src/store/archive.js';
import { createSeededRandom } from '../../../runtime/src/testing/contract/seeded-random.js';
import { parameter, say, stream } from '../../faults/children/program.js';
import { openPatiently } from '../open-patiently.js';
import { type Handle, handleOf } from '../known-log.js';
import { ownerAt, owners, streamCount } from '../owners.js';
import { codeOf, pause, survive } from '../survive.js';

const store = await openPatiently(parameter(0));
const run = parameter(1);
const [archivers, which] = [Number(parameter(2)), Number(parameter(3))];
const random = createSeededRandom(which * 7_919 + Number(run.replace(/\D/g, '')));

for (let count = 0; ; count += 1) {
  const owner = ownerAt(random.below(owners.length));
  const name = `account-${String(random.below(streamCount / archivers) * archivers + which)}`;
  await survive(() => step(handleOf(store, owner), { id: `${run}.${String(count)}`, owner, name }));
  await pause(10 + random.below(40));
}

interface Step {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
}

async function step(handle: Handle, { id, owner, name }: Step): Promise<void> {
  const { state, streamVersion } = await handle.readStream(stream(name), { limit: 1 });
  if (state === 'absent') return;
  // An archived stream refuses appends, so it is opened again soon.
  const kind =
    state === 'archived' ? 'restore' : random.pick(['truncate', 'truncate', 'truncate', 'archive', 'restore']);
  const before = 1 + random.below(streamVersion);
  say(`step ${id} ${owner} ${name} ${kind} ${String(kind === 'truncate' ? before : 0)} .`);
  try {
    const result = await take(handle, name, { kind, before });
    if (result.kind === 'conflict') say(`refused ${id} conflict .`);
    else {
      const standing = `${result.state} ${String(result.streamVersion)} ${String(result.archivedBefore)}`;
      say(`done ${id} ${standing} ${result.deduplicated ? 'same' : 'moved'} .`);
    }
  } catch (error) {
    const code = codeOf(error);
    const isFailed = code === 'store-busy' || code === 'store-unavailable';
    if (code === 'checkpoints-behind') say(`refused ${id} ${code} .`);
    else if (isFailed) say(`failed ${id} .`);
    else throw error;
  }
}

function take(
  handle: Handle,
  name: string,
  { kind, before }: { readonly kind: string; readonly before: number },
): Promise<ArchiveResult> {
  if (kind === 'truncate') return handle.truncateStream(stream(name), { before });
  if (kind === 'restore') return handle.restoreStream(stream(name));
  return handle.archiveStream(stream(name), 'any');
}
