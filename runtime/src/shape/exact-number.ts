/** A JSON number as it was written, for values that a JavaScript number would round. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Digits that a decimal may have; more than that is an attack or a mistake. */
const mostDigits = 1_000;

const numberForm = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * A JSON number's text as plain decimal text: no exponent, no `-0`, no leading zeros, its written scale kept
 * (`1.50e1` is `15.0`). `undefined` for other text, and when it would need more than 1,000 digits.
 */
export function plainDecimal(text: string): string | undefined {
  const parts = text.length > 2 * mostDigits ? null : numberForm.exec(text);
  if (parts === null) return undefined;
  const unsigned = shifted(parts[2] ?? '', parts[3] ?? '', Number(parts[4] ?? '0'));
  if (unsigned === undefined) return undefined;
  return parts[1] === '-' && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned;
}

/** The digits with their point moved to the right. */
function shifted(whole: string, fraction: string, shift: number): string | undefined {
  if (Math.abs(shift) > mostDigits) return undefined;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  if (integer.length + rest.length > mostDigits) return undefined;
  return rest === '' ? integer : `${integer}.${rest}`;
}

const canonical = /^(?:0(?:\.\d+)?|-?[1-9]\d*(?:\.\d+)?|-0\.0*[1-9]\d*)$/;

/** Whether text is a decimal in canonical form: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, at most 1,000 digits, zero without a sign. */
export function isDecimalText(text: string): boolean {
  return text.length <= mostDigits + 2 && canonical.test(text);
}
