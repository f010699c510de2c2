/** Lets writers in one at a time, in the order they came. */
export interface WriteQueue {
  /** True when nobody writes or waits: a synchronous write may be done right now. */
  readonly idle: boolean;
  /** Runs `work` when everybody before it has ended, however they ended. */
  run<T>(work: () => Promise<T> | T): Promise<T>;
  /** Resolves when everybody who waits now has ended. */
  drained(): Promise<void>;
}

export function createWriteQueue(): WriteQueue {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const leave = (): void => {
    waiting -= 1;
  };
  return {
    get idle() {
      return waiting === 0;
    },
    run(work) {
      waiting += 1;
      const result = last.then(work).finally(leave);
      last = result.catch(() => undefined);
      return result;
    },
    async drained() {
      await last;
    },
  };
}
