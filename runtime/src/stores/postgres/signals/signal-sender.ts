import { elapsed, later } from '../waiting.js';

export interface SignalSender {
  /** Something was committed. */
  appended(): void;
  /** Sends now what waits. */
  close(): void;
}

/**
 * Passes on that something happened, at most once in each interval: the first at once, the rest together at its end. How
 * often it happens makes no difference then.
 */
export function createSignalSender(send: () => Promise<unknown>, interval: number): SignalSender {
  let sentAt = -Infinity;
  let takeBack: (() => void) | undefined;
  const sendNow = (): void => {
    takeBack?.();
    takeBack = undefined;
    sentAt = elapsed();
    // A hint that is lost costs others a wait until they look by themselves.
    send().catch(() => undefined);
  };
  return {
    appended() {
      if (takeBack !== undefined) return;
      const left = sentAt + interval - elapsed();
      if (left <= 0) sendNow();
      else takeBack = later(left, sendNow);
    },
    close() {
      if (takeBack !== undefined) sendNow();
    },
  };
}
