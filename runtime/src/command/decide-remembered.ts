import type { CommandRun, CommandSetup } from './command-run.js';
import type { JudgedDecision } from './judge-decision.js';
import type { Outcome } from './outcome.js';
import { type Contended, type DecidedOn, refuseUnfitEvents } from './settle-decision.js';

export interface Decided<State> {
  readonly on: DecidedOn<State>;
  readonly decision: JudgedDecision;
}

/**
 * What comes of a command on the state that is remembered, if that is events: the append will say whether the state was the
 * latest. Everything else, and whatever is thrown, might be for a state long past, so that the store has to be asked first.
 */
export function decideRemembered<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  decide: (on: DecidedOn<State>) => JudgedDecision,
): Decided<State> | undefined {
  const on = setup.loader.cache?.find(run.source.streamName);
  if (on === undefined) return undefined;
  try {
    const decision = decide(on);
    if (decision.kind === 'rejection' || decision.events.length === 0) return undefined;
    refuseUnfitEvents(setup, run, on, decision.events);
    return { on, decision };
  } catch {
    return undefined;
  }
}

/** Remembers the state behind what was just stored, as it will be read. */
export function rememberOutcome<State>(
  { loader: { cache, behaviour } }: CommandSetup<State>,
  { source: { streamName } }: CommandRun,
  { state, streamVersion }: DecidedOn<State>,
  outcome: Outcome | Contended,
): void {
  const last = outcome.kind === 'accepted' && !outcome.deduplicated ? outcome.events.at(-1) : undefined;
  if (cache === undefined || outcome.kind !== 'accepted' || last === undefined) return;
  if (outcome.streamVersion !== streamVersion + outcome.events.length) return;
  const snapshotVersion = cache.find(streamName)?.snapshotVersion ?? 0;
  let next = state;
  for (const event of outcome.events) next = behaviour.evolve.get(event.type)?.(next, event) ?? next;
  cache.keep(streamName, {
    state: next,
    streamVersion: outcome.streamVersion,
    lastRecordedAt: last.recordedAt,
    lastEventId: last.eventId,
    snapshotVersion,
  });
}
