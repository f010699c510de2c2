// The one place that takes time, chance and waiting from the platform. Everything else is given them.
import { createUuidV7 } from '../message/uuid.js';

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
declare const performance: { now(): number };
declare function setTimeout(run: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** The present as an instant in UTC, in milliseconds. */
export function systemNow(): string {
  return new Date().toISOString();
}

export const systemNewId: () => string = /* @__PURE__ */ createUuidV7({
  milliseconds: () => Date.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});

/** From 0 to below 1. */
export function systemRandom(): number {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return bytes.reduce((value, byte) => (value + byte) / 256, 0);
}

export function systemSleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** @returns a function that takes it back */
export function systemLater(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** Milliseconds with their fractions, for measuring what is over soon; from no particular moment. */
export function systemElapsed(): number {
  return performance.now();
}

/** The present, for measuring how long something takes. */
export function systemMilliseconds(): number {
  return Date.now();
}
