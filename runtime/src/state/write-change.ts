import type { CommandRun } from '../command/command-run.js';
import type { Outcome } from '../command/outcome.js';
import { makeSure } from '../command/retry.js';
import type { Contended } from '../command/settle-decision.js';
import { OutcomeKeyTakenError } from '../errors/store-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { DocumentResult, Unit } from '../store/unit.js';
import { loadDocument } from './load-document.js';
import { outboxMessage } from './outbox-message.js';
import type { PreparedChange } from './prepare-change.js';
import { replaySent } from './sent-events.js';
import { placeOf } from './state-document.js';
import type { StateSetup } from './state-setup.js';

/** What a unit came to: the document's result, or the outcome that stood under the command's id already. */
type Written = DocumentResult | { readonly kind: 'known'; readonly record: OutcomeRecord };

/** Stores a change under the revision it was decided on. @throws what the store throws */
export async function writeChange<State>(
  setup: StateSetup<State>,
  run: CommandRun,
  change: PreparedChange,
): Promise<Outcome | Contended> {
  const { settings } = setup.context;
  const { signal } = run.options;
  let repeated = false;
  const written = await write(setup, run, change, signal === undefined ? undefined : { signal }).catch(
    async (error: unknown) => {
      const sure = await makeSure(settings, error, () => writeAgain(setup, run, { change, error }));
      repeated = true;
      return sure;
    },
  );
  const { events, revision, eventCount } = change;
  if (written.kind === 'conflict') return { kind: 'contended', expected: revision, actual: written.revision };
  if (written.kind === 'written') return { kind: 'accepted', events, streamVersion: eventCount, deduplicated: false };
  const first = await replaySent(written.record, run);
  return { ...first, deduplicated: !repeated };
}

async function write<State>(
  { store, aggregate }: StateSetup<State>,
  { source: { streamName } }: CommandRun,
  change: PreparedChange,
  options?: Parameters<typeof store.transact>[1],
): Promise<Written> {
  const { data, revision, record } = change;
  const results: Written[] = [];
  const work = async (unit: Unit): Promise<void> => {
    const standing = record === undefined ? undefined : await unit.findOutcome(record.key);
    if (standing !== undefined) return void results.push({ kind: 'known', record: standing });
    const result = await unit.putDocument({ ...placeOf(aggregate, streamName), data }, revision);
    results.push(result);
    if (result.kind === 'written') await sendAlong(unit, change);
  };
  try {
    await store.transact(work, options);
  } catch (error) {
    const [conflict] = results;
    if (isRuntimeError(error, 'outcome-key-taken')) return { kind: 'known', record: error.recorded };
    // A unit does not commit behind a conflict, and says so.
    if (conflict?.kind === 'conflict' && isRuntimeError(error, 'unit-poisoned')) return conflict;
    throw error;
  }
  return results[0] ?? { kind: 'conflict', revision };
}

async function sendAlong(unit: Unit, { encoded, events, record }: PreparedChange): Promise<void> {
  for (const [at, event] of events.entries()) {
    const sent = encoded[at];
    if (sent !== undefined) await unit.enqueue(outboxMessage(sent, event));
  }
  if (record === undefined) return;
  const standing = await unit.recordOutcome(record);
  if (standing.commandHash !== record.commandHash || standing.result !== record.result) {
    // Rolls back what stands in the unit.
    throw new OutcomeKeyTakenError(standing);
  }
}

/** What became of a write whose outcome is unknown stands in the document: who wrote it. */
async function writeAgain<State>(
  setup: StateSetup<State>,
  run: CommandRun,
  { change, error }: { readonly change: PreparedChange; readonly error: unknown },
): Promise<Written> {
  if (run.once !== undefined) return write(setup, run, change);
  const { revision, writtenBy } = await loadDocument(setup, run.source);
  if (revision === change.revision) return write(setup, run, change);
  if (revision === change.revision + 1) {
    return writtenBy === change.writtenBy ? { kind: 'written', revision } : { kind: 'conflict', revision };
  }
  // Others have written since, over ours or instead of it.
  throw error;
}
