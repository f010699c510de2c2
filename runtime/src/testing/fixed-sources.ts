import { InvalidUseError } from '../errors/command-errors.js';
import { isInstant } from '../shape/date-formats.js';

/** A clock that stands where it was set. */
export interface FixedClock {
  (): string;
  /** @throws InvalidUseError for what is no instant */
  set(instant: string): void;
}

/** A clock for tests: give it as `now`. @throws InvalidUseError for what is no instant */
export function fixedClock(instant: string): FixedClock {
  let time = checked(instant);
  const clock = (): string => time;
  return Object.assign(clock, {
    set(later: string): void {
      time = checked(later);
    },
  });
}

function checked(instant: string): string {
  if (!isInstant(instant)) throw new InvalidUseError('A clock stands at an instant such as 2026-01-01T00:00:00Z.');
  return instant;
}

/** Ids for tests: valid UUIDs of version 7 that count up, `00000000-0000-7000-8000-000000000001` and so on. */
export function sequentialIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
