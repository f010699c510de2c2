import { UsageError } from '../usage-error.js';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** An instant, a day, or how long ago, as in `2h`, in milliseconds since 1970. @throws UsageError */
export function momentFrom(flag: string, text: string | undefined, now = Date.now()): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^([0-9]{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined && isUnit(unit)) return now - Number(count) * units[unit];
  const isWritten = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const moment = isWritten ? Date.parse(text) : NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new UsageError(
    `${flag} is an instant such as 2027-01-31T12:00:00Z, a day such as 2027-01-31, or how long ago: 30m, 2h, 7d. It is not ${JSON.stringify(text)}.`,
  );
}

function isUnit(text: string | undefined): text is keyof typeof units {
  return text !== undefined && Object.hasOwn(units, text);
}
