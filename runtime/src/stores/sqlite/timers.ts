interface Timer {
  unref?(): void;
}

// Declared here, because this package's types rely on no environment's.
declare function setTimeout(callback: () => void, milliseconds: number): Timer;
declare function clearTimeout(timer: Timer): void;
declare const performance: { now(): number };

/** Resolves after at least this long; 0 lets everything run that waits for the event loop. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Milliseconds on a clock that only goes forward. */
export function elapsed(): number {
  return performance.now();
}

/** Calls `tick` again and again, never two at once, without keeping the process alive. @returns a function that stops it. */
export function repeat(milliseconds: number, tick: () => void): () => void {
  let timer: Timer;
  const next = (): void => {
    timer = setTimeout(() => {
      next();
      tick();
    }, milliseconds);
    timer.unref?.();
  };
  next();
  return () => clearTimeout(timer);
}
