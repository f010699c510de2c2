import { Parts } from '../codec/become.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { StoredEvent } from '../store/stored-event.js';
import { readPage, type StreamSource } from './read-pages.js';

type Result = IteratorResult<DecodedEvent, undefined>;

const done: Result = { done: true, value: undefined };

/**
 * The events of a stream one by one: all parts of a replaced one, ignored ones left out. It does what an async generator would do, which takes three
 * turns of the microtask queue for each event where one will do.
 */
export class EventIterator implements AsyncIterableIterator<DecodedEvent, undefined> {
  readonly #source: StreamSource;
  #events: readonly StoredEvent[] = [];
  #at = 0;
  /** Parts of the event before `#at` that are still to come. */
  #parts: Iterator<DecodedEvent> | undefined;
  #next: number;
  /** Nothing lies behind `#events`. */
  #end = false;
  /** What the answers given so far still wait for. */
  #waiting: Promise<Result> | undefined;

  constructor(source: StreamSource, from = 0) {
    this.#source = source;
    this.#next = from;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Rejects with a `StoredEventError`, after which there is nothing more. */
  next(): Promise<Result> {
    if (this.#waiting !== undefined) return this.#queue(() => this.#step());
    try {
      const found = this.#take();
      if (found !== undefined) return Promise.resolve(found);
    } catch (error) {
      return this.#queue(() => {
        throw error;
      });
    }
    return this.#queue(() => this.#step());
  }

  return(): Promise<Result> {
    return this.#queue(() => this.#stop());
  }

  /** One after the other, in the order in which they were asked for, whatever became of those before. */
  #queue(answer: () => Promise<Result> | Result): Promise<Result> {
    const before = this.#waiting ?? Promise.resolve();
    const answered = before.then(answer, answer);
    this.#waiting = answered;
    const forget = (): void => {
      if (this.#waiting === answered) this.#waiting = undefined;
    };
    answered.then(forget, forget);
    return answered;
  }

  async #step(): Promise<Result> {
    for (;;) {
      const found = this.#take();
      if (found !== undefined) return found;
      await this.#turnPage();
    }
  }

  async #turnPage(): Promise<void> {
    try {
      const { events, scannedTo, end } = await readPage(this.#source, this.#next);
      this.#events = events;
      this.#at = 0;
      this.#next = scannedTo;
      this.#end = end;
    } catch (error) {
      this.#stop();
      throw error;
    }
  }

  /** The next event of the page; `undefined` when another page is needed. */
  #take(): Result | undefined {
    const part = this.#parts?.next();
    if (part?.done === false) return part;
    this.#parts = undefined;
    for (let stored = this.#events[this.#at]; stored !== undefined; stored = this.#events[this.#at]) {
      this.#at += 1;
      const read = this.#decoded(stored);
      if (read instanceof Parts) {
        this.#parts = read.events.values();
        return this.#take();
      }
      if (read !== undefined) return { done: false, value: read };
    }
    return this.#end ? done : undefined;
  }

  #decoded(stored: StoredEvent): ReturnType<StreamSource['codec']['decode']> {
    const { codec, id } = this.#source;
    try {
      return codec.decode(stored, id);
    } catch (error) {
      this.#stop();
      throw error;
    }
  }

  #stop(): Result {
    this.#events = [];
    this.#parts = undefined;
    this.#end = true;
    return done;
  }
}
