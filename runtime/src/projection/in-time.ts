import { systemLater } from '../command/platform.js';
import { StoreBusyError } from '../errors/store-errors.js';

/** How long a unit that holds a view alone waits for a read, in milliseconds. */
const longestHold = 3_000;

/**
 * What is read beside a unit that others wait for. The read may wait for the connections that they have: then it is for them
 * to go first.
 * @throws StoreBusyError
 */
export async function inTime<T extends object>(read: Promise<T>): Promise<T> {
  let takeBack = (): void => undefined;
  const late = new Promise<undefined>((resolve) => {
    takeBack = systemLater(longestHold, () => resolve(undefined));
  });
  const found = await Promise.race([read, late]).finally(() => takeBack());
  if (found !== undefined) return found;
  read.catch(() => undefined);
  throw new StoreBusyError(longestHold);
}
