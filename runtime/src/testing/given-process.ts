// Tests of processes, told as what happens and what they do about it. In: a generated definition, its handlers, and the
// registries of its events and commands. Out: nothing when the expectation holds, an ExpectationError with the difference
// when it does not. Imports no test runner and needs no store; everything passes through its stored form.
import { InvalidUseError } from '../errors/command-errors.js';
import { isRuntimeError, type RuntimeErrors } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import { bindProcess } from '../process/bound-process.js';
import type { ProcessContract, ProcessDefinition, ProcessHandlers } from '../process/contract.js';
import type { Ignored } from '../process/react.js';
import type { Registry } from '../registry/registry.js';
import { isInstant } from '../shape/date-formats.js';
import { deepEqual } from './deep-equal.js';
import { ExpectationError } from './expectation-error.js';
import { expectState } from './expectations.js';
import type { HappenedEvent, HappenedStored } from './given-projection.js';
import type { StateExpectation } from './given.js';
import { type Happened, type ProcessScene, ProcessStage } from './process-stage.js';

export interface GivenProcessOptions {
  /** Of the process itself and of all its events and commands; made with your functions where steps call some. */
  readonly registries: readonly Registry[];
  /** When the story begins. Default: 2026-01-01T00:00:00Z. */
  readonly now?: string;
}

/** A story of one instance of a process. */
export interface ProcessStory<C extends ProcessContract> {
  /** These happened, in this order, whatever came of them; a handler that throws ends the story. */
  events(happened: readonly HappenedEvent[]): ProcessStory<C>;
  /** From now on it is so late. Nothing passes by itself. */
  at(instant: string): ProcessStory<C>;
  /** This happens. What comes of it must be expected by one of the `then…` methods. */
  when(happened: HappenedEvent): ProcessMoment<C>;
  /** The same, as it lies in the log, perhaps written by older code. */
  whenStored(sample: HappenedStored): ProcessMoment<C>;
  /** This timeout passes, and it is as late as it was due. @throws InvalidUseError for one that is not set */
  whenTimeout(name: keyof C['timeouts'] & string): ProcessMoment<C>;
  /**
   * The last command of the kind that was sent is rejected.
   * @param refusal `<Command>/<Rejection>`, as handlers are called
   * @throws InvalidUseError where none was sent
   */
  whenRefused<Name extends keyof C['refusals'] & string>(
    refusal: Name,
    rejection: C['refusals'][Name]['rejection'],
  ): ProcessMoment<C>;
  /** What the instance knows. */
  thenState(expected: StateExpectation<C['state']>): ProcessStory<C>;
  /** Exactly these timeouts are set, for these instants. */
  thenTimeouts(expected: { readonly [Name in keyof C['timeouts']]?: string }): ProcessStory<C>;
  /** It goes on. */
  thenRunning(): ProcessStory<C>;
  thenEnded(): ProcessStory<C>;
  /** Nothing has started it. */
  thenNotStarted(): ProcessStory<C>;
}

/** Something has happened. */
export interface ProcessMoment<C extends ProcessContract> {
  /** It sends exactly these commands, in order. */
  thenSends(commands: readonly C['commands'][]): ProcessStory<C>;
  /** It does something about it, and sends nothing. */
  thenSendsNothing(): ProcessStory<C>;
  /** It does nothing about it: it was not started, has ended, or whatever the reason is. */
  thenIgnored(why?: Ignored): ProcessStory<C>;
  /** Handling failed: by an error of this package with that code, or by one that the function returns true for. */
  thenThrows(expected: keyof RuntimeErrors | ((error: unknown) => boolean)): ProcessStory<C>;
}

/** The beginning of a story about an instance of a process. @throws InvalidUseError */
export function givenProcess<C extends ProcessContract>(
  definition: ProcessDefinition<C>,
  handlers: ProcessHandlers<C>,
  { registries, now = '2026-01-01T00:00:00Z' }: GivenProcessOptions,
): ProcessStory<C> {
  const stage = new ProcessStage(bindProcess(definition, handlers), registries);
  return story<C>(stage, stage.begin(checkedInstant(now)));
}

function checkedInstant(instant: string): string {
  if (!isInstant(instant)) throw new InvalidUseError('A story happens at an instant such as 2026-01-01T00:00:00Z.');
  return instant;
}

function story<C extends ProcessContract>(stage: ProcessStage, scene: ProcessScene): ProcessStory<C> {
  const told: ProcessStory<C> = {
    events(happened) {
      let now = scene;
      for (const each of happened) {
        const [next, came] = stage.happened(now, each);
        if (came.kind === 'thrown') throw came.error;
        now = next;
      }
      return story(stage, now);
    },
    at: (instant) => story(stage, { ...scene, now: checkedInstant(instant) }),
    when: (happened) => moment(stage, stage.happened(scene, happened)),
    whenStored: (sample) => moment(stage, stage.stored(scene, sample)),
    whenTimeout: (name) => moment(stage, stage.timedOut(scene, name)),
    whenRefused: (refusal, rejection) => moment(stage, stage.refused(scene, refusal, rejection)),
    thenState(expected) {
      expectState<unknown>(scene.instance.state, typeof expected === 'function' ? expected : stage.state(expected));
      return told;
    },
    thenTimeouts(expected) {
      const timers = Object.fromEntries(scene.instance.timers);
      if (!deepEqual(timers, expected)) throw new ExpectationError('Other timeouts are set.', expected, timers);
      return told;
    },
    thenRunning: () => expectStatus(told, scene, 'running'),
    thenEnded: () => expectStatus(told, scene, 'ended'),
    thenNotStarted: () => expectStatus(told, scene, 'none'),
  };
  return told;
}

function expectStatus<Told>(told: Told, { instance: { status } }: ProcessScene, expected: typeof status): Told {
  if (status === expected) return told;
  throw new ExpectationError('The process stands elsewhere.', expected, status);
}

function moment<C extends ProcessContract>(
  stage: ProcessStage,
  [scene, came]: readonly [ProcessScene, Happened],
): ProcessMoment<C> {
  const next = (): ProcessStory<C> => story(stage, scene);
  const expectSent = (commands: readonly Message[]): ProcessStory<C> => {
    const expected = commands.map((command) => stage.plain(command));
    const shown = shownOf(came);
    if (deepEqual(shown, expected)) return next();
    throw new ExpectationError('The process did not send these commands.', expected, shown);
  };
  return {
    thenSends: expectSent,
    thenSendsNothing: () => expectSent([]),
    thenIgnored(why) {
      const shown = shownOf(came);
      if (came.kind === 'ignored' && (why === undefined || came.why === why)) return next();
      throw new ExpectationError('The process should have ignored it.', { ignored: why ?? 'for any reason' }, shown);
    },
    thenThrows(expected) {
      const wanted =
        typeof expected === 'string' ? { thrown: expected } : { thrown: 'an error that the function accepts' };
      if (came.kind !== 'thrown') throw new ExpectationError('Handling should have failed.', wanted, shownOf(came));
      const { error } = came;
      if (typeof expected === 'string' ? isRuntimeError(error, expected) : expected(error)) return next();
      throw new ExpectationError('Handling failed otherwise.', wanted, {
        thrown: error instanceof Error ? `${error.name}: ${error.message}` : error,
      });
    },
  };
}

/** What came of it, beside what was expected. */
function shownOf(came: Happened): unknown {
  if (came.kind === 'thrown') throw came.error;
  return came.kind === 'ignored' ? { ignored: came.why } : came.sent;
}
