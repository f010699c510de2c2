// Delivers the events of a page: those of one stream one after the other, those of several streams side by side. In: a
// page. Out: all of it acknowledged, or the first event that was not. What was acknowledged is remembered until the page is
// behind for good, so that a failure beside it does not deliver it twice.
import { systemLater } from '../command/platform.js';
import { DeliveryFailedError } from '../errors/delivery-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { TraceContext } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import type { Observer } from '../observe/observer.js';
import { streamKey } from '../processor/desk.js';
import { type BeforeContext, EventFailure, Interruption, type PageEvent } from '../processor/page-work.js';
import { loggedEvent } from '../repository/log-sources.js';
import type { Abort } from '../store/abort.js';
import type { LogReader } from '../store/read.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Delivery, RelayTarget } from './relay-target.js';

declare class AbortController {
  readonly signal: Abort;
  abort(reason?: unknown): void;
}

export interface Delivering {
  readonly processor: string;
  readonly store: Pick<LogReader, 'compareLogPositions'>;
  readonly target: RelayTarget;
  readonly encode: (event: LoggedEvent<Message, object>) => Delivery['message'];
  readonly concurrency: number;
  readonly timeout: number;
  readonly observer: Observer | undefined;
}

interface Failure {
  readonly at: number;
  readonly error: EventFailure;
}

export class PageDelivery {
  readonly #options: Delivering;
  /** Ids of events, parts included, and where they lie. */
  readonly #acknowledged = new Map<string, LogPosition>();

  constructor(options: Delivering) {
    this.#options = options;
  }

  /** @throws EventFailure, ReceiverGoneError */
  async deliver(page: readonly PageEvent[], context: BeforeContext): Promise<void> {
    this.#forgetBefore(page[0]?.stored.logPosition);
    const lanes = [...lanesOf(page).values()];
    const failures: Failure[] = [];
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
        const failure = await this.#deliverInOrder(page, lane, context);
        if (failure !== undefined) failures.push(failure);
      }
    };
    const { concurrency } = this.#options;
    await Promise.all(Array.from({ length: Math.min(concurrency, lanes.length) }, work));
    const [first] = failures.toSorted((one, other) => one.at - other.at);
    const gone = failures.find(({ error }) => isRuntimeError(error.cause, 'receiver-gone'));
    if (gone !== undefined) throw gone.error.cause;
    if (first !== undefined) throw first.error;
  }

  /** Those before this place are committed. */
  #forgetBefore(place: LogPosition | undefined): void {
    if (place === undefined) return;
    for (const [id, lies] of this.#acknowledged) {
      if (this.#options.store.compareLogPositions(lies, place) < 0) this.#acknowledged.delete(id);
    }
  }

  async #deliverInOrder(
    page: readonly PageEvent[],
    lane: readonly number[],
    context: BeforeContext,
  ): Promise<Failure | undefined> {
    for (const at of lane) {
      const each = page[at];
      if (each === undefined || this.#acknowledged.has(each.event.eventId)) continue;
      try {
        if (context.isStopping() || context.signal.aborted) throw new Interruption('The relay stops.');
        await this.#deliverOne(each, context);
      } catch (error) {
        return { at, error: new EventFailure(each.stored, error) };
      }
      this.#acknowledged.set(each.event.eventId, each.stored.logPosition);
    }
    return undefined;
  }

  #deliverOne({ event: decoded, stored }: PageEvent, { attempt, signal }: BeforeContext): Promise<void> {
    const { processor, target, encode, observer, timeout } = this.#options;
    const event: LoggedEvent<Message, object> = loggedEvent(decoded, stored);
    const deliver = (trace: TraceContext): Promise<void> =>
      inTime({ timeout, signal }, async (given) =>
        target.deliver({ event, message: encode(event) }, { attempt, signal: given, trace }),
      );
    if (observer === undefined) return deliver({});
    const operation = { kind: 'delivery', processor, target: target.name, event, attempt } as const;
    return observed(observer, operation, deliver, () => ({ outcome: 'delivered' }));
  }
}

/** Places in the page by stream, in order. */
function lanesOf(page: readonly PageEvent[]): ReadonlyMap<string, readonly number[]> {
  const lanes = new Map<string, number[]>();
  page.forEach(({ stored }, at) => {
    const key = streamKey(stored);
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [at]);
    else lane.push(at);
  });
  return lanes;
}

/** An attempt that is given up when it takes too long, or when the lease is lost, whether it notices or not. */
async function inTime(
  { timeout, signal }: { readonly timeout: number; readonly signal: Abort },
  attempt: (signal: Abort) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const end: (() => void)[] = [];
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (problem: string): void => {
      reject(new DeliveryFailedError(problem));
      controller.abort(problem);
    };
    const lost = (): void => giveUp('the lease was lost');
    end.push(systemLater(timeout, () => giveUp(`nobody answered within ${timeout} milliseconds`)));
    signal.addEventListener('abort', lost);
    end.push(() => signal.removeEventListener('abort', lost));
  });
  try {
    await Promise.race([attempt(controller.signal), givenUp]);
  } finally {
    for (const each of end) each();
    givenUp.catch(() => undefined);
  }
}
