interface Timer {
  unref?(): void;
}

// Declared here, because this package's types rely on no environment's.
declare function setTimeout(callback: () => void, milliseconds: number): Timer;
declare function clearTimeout(timer: Timer): void;
declare function setImmediate(callback: () => void): unknown;
declare const performance: { now(): number };

/** Milliseconds on a clock that only goes forward. */
export function elapsed(): number {
  return performance.now();
}

/** Resolves after a random while around this long. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds * (0.5 + Math.random()));
  });
}

/** Calls `work` once everything has been done that can be done now. */
export function soon(work: () => void): void {
  setImmediate(work);
}

/** Calls `work` after this long, without keeping the process alive. @returns a function that takes it back. */
export function later(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds);
  timer.unref?.();
  return () => clearTimeout(timer);
}

/** As `promise`, unless it takes longer: then rejects with what `late` makes. What comes after that is nobody's any more. */
export function within<T>(promise: Promise<T>, milliseconds: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), milliseconds);
    // Not by way of `finally`, whose promise would take three turns of the microtask queue: every statement passes here.
    const stop = (): void => clearTimeout(timer);
    promise.then(stop, stop);
    promise.then(resolve, reject);
  });
}
