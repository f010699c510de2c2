/** Server time as text, RFC 3339 in UTC ending in `Z`. */
export type Clock = () => string;

/** The later of two instants, so that recorded times never decrease within a stream, even when the clock steps back. */
export function laterInstant(now: string, previous: string | undefined): string {
  if (previous === undefined || now === previous) return now;
  // Without the closing Z, code-unit order is time order for any number of fraction digits.
  return now.slice(0, -1) < previous.slice(0, -1) ? previous : now;
}
