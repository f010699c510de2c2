// The command loop: look for an earlier outcome, load, decide, append under the loaded version with the outcome's
// record, and after a conflict begin again. In: a command and what its aggregate does. Out: an outcome as a value;
// conflicts that outlast the attempts, and outcomes that stay unknown, are thrown.
import { WrongExpectedVersionError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { traceOf } from '../message/trace-context.js';
import { noted, observed } from '../observe/observed.js';
import { type LoadedState, loadState } from '../repository/state-loader.js';
import type { CommandRun, CommandSetup } from './command-run.js';
import type { Settings } from './context.js';
import { decideRemembered, rememberOutcome } from './decide-remembered.js';
import { judgeDecision, type JudgedDecision } from './judge-decision.js';
import type { Outcome } from './outcome.js';
import { replayOutcome } from './outcome-records.js';
import { refuseUnexpected } from './refuse-unexpected.js';
import { pause, refuseLate } from './retry.js';
import { type Contended, type DecidedOn, settleDecision } from './settle-decision.js';

/** Handles one command to its outcome. @throws as `Repository.handle` says */
export async function handleCommand<State>(setup: CommandSetup<State>, run: CommandRun): Promise<Outcome> {
  const { settings } = setup.context;
  refuseLate(run.options, settings);
  const hasty = await attemptRemembered(setup, run);
  if (hasty !== undefined && hasty.kind !== 'contended') return hasty;
  return attemptUntilSettled(settings, run, () => attemptCommand(setup, run));
}

/** Attempts until nobody else was faster, or no attempt is left. @throws WrongExpectedVersionError, StoreBusyError */
export async function attemptUntilSettled(
  settings: Settings,
  run: CommandRun,
  attemptOnce: () => Promise<Outcome | Contended>,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    refuseLate(run.options, settings);
    const outcome = await attemptOnce();
    if (outcome.kind !== 'contended') return outcome;
    if (attempt >= settings.attempts) throw lastError(outcome, run, attempt);
    const { streamName } = run.source;
    noted(settings.observer, { kind: 'contended', streamName, command: run.name, attempts: attempt });
    await pause(settings, attempt);
  }
}

/**
 * On the state that is remembered, if its events can be appended behind it at once. A conflict only says that it was not
 * the latest any more, and counts as no attempt.
 */
async function attemptRemembered<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
): Promise<Outcome | Contended | undefined> {
  const decided = decideRemembered(setup, run, (on) => decide(setup, run, on));
  if (decided === undefined) return undefined;
  return (await earlierOutcome(setup, run)) ?? settle(setup, run, decided.on, decided.decision);
}

async function attemptCommand<State>(setup: CommandSetup<State>, run: CommandRun): Promise<Outcome | Contended> {
  const known = await earlierOutcome(setup, run);
  if (known !== undefined) return known;
  const { folded, due } = await load(setup, run);
  const outcome = await settle(setup, run, folded, decide(setup, run, folded));
  if (due !== undefined && outcome.kind !== 'contended') await setup.loader.snapshots?.save(due);
  return outcome;
}

function load<State>(setup: CommandSetup<State>, { source, options, origin }: CommandRun): Promise<LoadedState<State>> {
  const { observer } = setup.context.settings;
  const from = options.signal === undefined ? source : { ...source, signal: options.signal };
  if (observer === undefined) return loadState(setup.loader, from);
  return observed(
    observer,
    { kind: 'load', streamName: source.streamName, trace: traceOf(origin.metadata) },
    () => loadState(setup.loader, from),
    ({ folded: { streamVersion } }) => ({ outcome: 'loaded', streamVersion }),
  );
}

async function earlierOutcome<State>(
  { context: { settings } }: CommandSetup<State>,
  run: CommandRun,
): Promise<Outcome | undefined> {
  const known = run.once === undefined ? undefined : await settings.store.findOutcome(run.once.key);
  return known && replayOutcome(known, run);
}

function decide<State>(
  { behaviour, context: { settings } }: CommandSetup<State>,
  run: CommandRun,
  { state, streamVersion }: DecidedOn<State>,
): JudgedDecision {
  refuseUnexpected(run, { streamVersion });
  const {
    name,
    command,
    origin: { metadata },
    allowed,
  } = run;
  const context = { now: settings.now(), newId: settings.newId, metadata };
  return judgeDecision(behaviour.decide({ name, command, context }, state), allowed);
}

async function settle<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  on: DecidedOn<State>,
  decision: JudgedDecision,
): Promise<Outcome | Contended> {
  try {
    const outcome = await settleDecision(setup, run, on, decision);
    rememberOutcome(setup, run, on, outcome);
    return outcome;
  } catch (error) {
    if (isRuntimeError(error, 'store-busy')) return { kind: 'contended', error, expected: on.streamVersion };
    throw error;
  }
}

function lastError(
  { error, expected, actual }: Contended,
  { source: { streamName } }: CommandRun,
  attempts: number,
): unknown {
  return error ?? new WrongExpectedVersionError(streamName, expected, actual ?? expected, attempts);
}
