import type { LogPosition } from '../store/stored-event.js';
import type { FullEventStore } from '../store/event-store.js';
import { expectAppended } from './appended-events.js';
import type { ApplicationStage } from './application-stage.js';
import { deepEqual } from './deep-equal.js';
import { expectConversation } from './expect-conversation.js';
import { ExpectationError } from './expectation-error.js';
import { expectFailure, expectRejection, expectState } from './expectations.js';
import type { Act, ApplicationStory } from './given-application.js';
import { refuseUnexpected, resultOf } from './act-results.js';
import type { Result } from './scene.js';

/** How far a story has come. */
export interface Told {
  /** End of the log before the last acts. */
  readonly mark: LogPosition | undefined;
  /** What the last act came to. A rejection or a failure stands until it is expected. */
  readonly last: Result;
}

const done: Result = { kind: 'events', events: [] };

/** A story whose steps so far are `before`: each further one waits for them. */
export function applicationStory<C, S extends FullEventStore>(
  stage: ApplicationStage<C, S>,
  before: Promise<Told> = Promise.resolve({ mark: undefined, last: done }),
): ApplicationStory<C, S> {
  const faced = before.then(({ last }) => refuseUnexpected(last));
  const next = (step: (told: Told) => Promise<Told>): ApplicationStory<C, S> => {
    // The next step fails with it; only what nobody goes on from, or awaits, is to be reported.
    faced.catch(() => undefined);
    return applicationStory(stage, before.then(step));
  };
  /** A look at what is there once everything has caught up. */
  const look = (expectation: (told: Told) => Promise<void>): ApplicationStory<C, S> =>
    next(async (told) => {
      refuseUnexpected(told.last);
      await stage.settle();
      await expectation(told);
      return told;
    });
  const past = (happen: () => Promise<void>): ApplicationStory<C, S> =>
    next(async ({ last }) => {
      refuseUnexpected(last);
      await happen();
      return { mark: await stage.head(), last: done };
    });
  const asked = (expectation: (last: Result) => void): ApplicationStory<C, S> =>
    next(async (told) => {
      expectation(told.last);
      return { ...told, last: done };
    });
  return Object.assign(faced, {
    events: (happened) =>
      past(async () => {
        for (const each of happened) await stage.happened(each);
      }),
    stored: (sample) => past(() => stage.written(sample)),
    when: (...acts) =>
      next(async ({ last }) => {
        refuseUnexpected(last);
        return { mark: await stage.head(), last: await played(stage, acts) };
      }),
    thenRejected: (rejection) => asked((last) => expectRejection(last, rejection)),
    thenThrows: (expected) => asked((last) => expectFailure(last, expected)),
    ...looks(stage, look),
  } satisfies Omit<ApplicationStory<C, S>, keyof Promise<void>>);
}

type Looks = 'thenEvents' | 'thenNothing' | 'thenRows' | 'thenRow' | 'thenState' | 'thenConversation';

/** Everything that can be seen of an application at rest. */
function looks<C, S extends FullEventStore>(
  stage: ApplicationStage<C, S>,
  look: (expectation: (told: Told) => Promise<void>) => ApplicationStory<C, S>,
): Pick<ApplicationStory<C, S>, Looks> {
  const { contexts, sources } = stage;
  return {
    thenEvents: (expected) => look(async ({ mark }) => expectAppended(await stage.eventsAfter(mark), expected)),
    thenNothing: () => look(async ({ mark }) => expectAppended(await stage.eventsAfter(mark), [])),
    thenRows: (rows, expected) =>
      look(async () => {
        const found: unknown[] = [];
        for await (const row of rows(contexts, sources).all()) found.push(row);
        if (!deepEqual(found, expected)) throw new ExpectationError('The rows are others.', expected, found);
      }),
    thenRow: (rows, key, expected) =>
      look(async () => {
        const row = await rows(contexts, sources).find(key);
        if (!deepEqual(row, expected)) throw new ExpectationError('The row is another one.', expected, row);
      }),
    thenState: (load, expected) =>
      look(async () => {
        const { state } = await load(contexts, sources);
        expectState(state, expected);
      }),
    thenConversation: () => look(async ({ mark }) => expectConversation(await stage.eventsAfter(mark))),
  };
}

/** What the last one comes to; what one before it comes to is refused if nobody could expect it any more. */
async function played<C, S extends FullEventStore>(
  { contexts, sources }: ApplicationStage<C, S>,
  acts: readonly Act<C, S>[],
): Promise<Result> {
  let last = done;
  for (const act of acts) {
    refuseUnexpected(last);
    last = await resultOf(() => act(contexts, sources));
  }
  return last;
}
