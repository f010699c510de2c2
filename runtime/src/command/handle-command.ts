// The command loop: look for an earlier outcome, load, decide, append under the loaded version with the outcome's
// record, and after a conflict begin again. In: a command and what its aggregate does. Out: an outcome as a value;
// conflicts that outlast the attempts, and outcomes that stay unknown, are thrown.
import { WrongExpectedVersionError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { foldStream } from '../repository/fold-stream.js';
import type { CommandRun, CommandSetup } from './command-run.js';
import { judgeDecision } from './judge-decision.js';
import type { Outcome } from './outcome.js';
import { replayOutcome } from './outcome-records.js';
import { pause, refuseLate } from './retry.js';
import { type Contended, settleDecision } from './settle-decision.js';

/** Handles one command to its outcome. @throws as `Repository.handle` says */
export async function handleCommand<State>(setup: CommandSetup<State>, run: CommandRun): Promise<Outcome> {
  const { settings } = setup.context;
  for (let attempt = 1; ; attempt += 1) {
    refuseLate(run.options, settings);
    const outcome = await attemptCommand(setup, run);
    if (outcome.kind !== 'contended') return outcome;
    if (attempt >= settings.attempts) throw lastError(outcome, run, attempt);
    await pause(settings, attempt);
  }
}

async function attemptCommand<State>(setup: CommandSetup<State>, run: CommandRun): Promise<Outcome | Contended> {
  const { context, behaviour } = setup;
  const known = run.once === undefined ? undefined : await context.settings.store.findOutcome(run.once.key);
  if (known !== undefined) return replayOutcome(known, run);
  const { source, options } = run;
  const loaded = await foldStream(
    options.signal === undefined ? source : { ...source, signal: options.signal },
    behaviour,
  );
  const { newId, now } = context.settings;
  const decided = behaviour.decide(
    { name: run.name, command: run.command, context: { now: now(), newId, metadata: run.origin.metadata } },
    loaded.state,
  );
  try {
    return await settleDecision(setup, run, loaded, judgeDecision(decided, run.allowed));
  } catch (error) {
    if (isRuntimeError(error, 'store-busy')) return { kind: 'contended', error, expected: loaded.streamVersion };
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
