// The command loop where the state is the truth: look for an earlier outcome, read the document, decide, write it under the
// revision that was read with the outcome's record and the events' messages, and after a conflict begin again.
import type { CommandRun } from '../command/command-run.js';
import { attemptUntilSettled } from '../command/handle-command.js';
import type { Outcome } from '../command/outcome.js';
import { nothingRecord, rejectedRecord } from '../command/outcome-records.js';
import { refuseUnexpected } from '../command/refuse-unexpected.js';
import { type Contended, settleWithoutEvents } from '../command/settle-decision.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { judgeChange } from './judge-change.js';
import { prepareChange } from './prepare-change.js';
import { replaySent } from './sent-events.js';
import { loadDocument } from './load-document.js';
import type { ReadState } from './state-document.js';
import type { StateSetup } from './state-setup.js';
import { writeChange } from './write-change.js';

/** Handles one command to its outcome. @throws as `StateRepository.handle` says */
export function handleStateCommand<State>(setup: StateSetup<State>, run: CommandRun): Promise<Outcome> {
  return attemptUntilSettled(setup.context.settings, run, () => attempt(setup, run));
}

async function attempt<State>(setup: StateSetup<State>, run: CommandRun): Promise<Outcome | Contended> {
  const known = run.once === undefined ? undefined : await setup.store.findOutcome(run.once.key);
  if (known !== undefined) return replaySent(known, run);
  const loaded = await loadDocument(setup, run.source);
  try {
    return await settle(setup, run, loaded);
  } catch (error) {
    if (isRuntimeError(error, 'store-busy')) return { kind: 'contended', error, expected: loaded.revision };
    throw error;
  }
}

async function settle<State>(
  setup: StateSetup<State>,
  run: CommandRun,
  loaded: ReadState<State>,
): Promise<Outcome | Contended> {
  refuseUnexpected(run, { revision: loaded.revision });
  const { settings } = setup.context;
  const { name, command, origin, allowed, once } = run;
  const context = { now: settings.now(), newId: settings.newId, metadata: origin.metadata };
  const judged = judgeChange(setup.decide({ name, command, context }, loaded.state), allowed);
  const streamVersion = loaded.eventCount;
  if (judged.kind === 'rejection') {
    const { rejection, definition } = judged;
    const outcome: Outcome = { kind: 'rejected', rejection, events: [], streamVersion, deduplicated: false };
    const record = once && rejectedRecord(once, streamVersion, definition, rejection);
    return settleWithoutEvents(settings, run, { outcome, record }, replaySent);
  }
  const change = prepareChange(setup, run, loaded, judged);
  if (change !== undefined) return writeChange(setup, run, change);
  const outcome: Outcome = { kind: 'accepted', events: [], streamVersion, deduplicated: false };
  const record = once && nothingRecord(once, streamVersion);
  return settleWithoutEvents(settings, run, { outcome, record }, replaySent);
}
