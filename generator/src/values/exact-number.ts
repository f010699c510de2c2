/** Numbers as people write them, compared exactly: `0.1`, `-12.50`, `1e21`. */
interface ExactNumber {
  readonly digits: bigint;
  /** Places behind the point; the value is `digits / 10 ** scale`. */
  readonly scale: number;
}

const pattern = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?$/;

function parse(value: unknown): ExactNumber | undefined {
  const found = pattern.exec(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const digits = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function atScale({ digits, scale }: ExactNumber, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function align(left: unknown, right: unknown): readonly [bigint, bigint] | undefined {
  const [a, b] = [parse(left), parse(right)];
  if (a === undefined || b === undefined) return undefined;
  const scale = Math.max(a.scale, b.scale);
  return [atScale(a, scale), atScale(b, scale)];
}

/** Negative, zero or positive, for numbers and texts of numbers; `undefined` when one of them is neither. */
export function compareExact(left: unknown, right: unknown): number | undefined {
  const aligned = align(left, right);
  if (aligned === undefined) return undefined;
  const [a, b] = aligned;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether `value` is a whole multiple of `unit`; `undefined` when one of them is no number or `unit` is zero. */
export function isMultipleOf(value: unknown, unit: unknown): boolean | undefined {
  const aligned = align(value, unit);
  return aligned === undefined || aligned[1] === 0n ? undefined : aligned[0] % aligned[1] === 0n;
}
