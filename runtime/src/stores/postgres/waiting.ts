interface Timer {
  unref?(): void;
}

// Declared here, because this package's types rely on no environment's.
declare function setTimeout(callback: () => void, milliseconds: number): Timer;
declare function clearTimeout(timer: Timer): void;
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
    // One turn of the microtask queue, where `finally` would take three: every statement passes here.
    promise.then(
      (answer) => {
        clearTimeout(timer);
        resolve(answer);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}
