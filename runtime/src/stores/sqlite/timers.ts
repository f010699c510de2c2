interface Timer {
  unref?(): void;
}

// Declared here, because this package's types rely on no environment's.
declare function setTimeout(callback: () => void, milliseconds: number): Timer;
declare function clearTimeout(timer: Timer): void;
declare function setImmediate(callback: () => void): unknown;
declare const performance: { now(): number };

/** Resolves after at least this long. */
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

const longestTurn = 40;

/** Sees to it that synchronous work, one await after the other, does not keep the event loop from everybody else. */
export interface TurnTaking {
  /** `undefined` while this turn of the event loop is young; otherwise resolves in the next one. */
  yielded(): Promise<void> | undefined;
}

export function createTurnTaking(): TurnTaking {
  let began: number | undefined;
  let next: Promise<void> | undefined;
  return {
    yielded() {
      if (next !== undefined && began !== undefined) return elapsed() - began < longestTurn ? undefined : next;
      began = elapsed();
      next = new Promise((resolve) => {
        setImmediate(() => {
          next = undefined;
          resolve();
        });
      });
      return undefined;
    },
  };
}
