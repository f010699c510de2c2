/** Why a plain scalar that YAML takes for a number is not accepted as one. */
export interface RefusedNumber {
  readonly code: 'number-form' | 'number-precision' | 'number-not-finite';
  /** The number as YAML would read it. */
  readonly read: string;
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

const jsonNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;
const yamlNumber = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const yamlRadix = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * What YAML 1.2's core schema makes of a plain scalar. Numbers must be written as in JSON and survive as JavaScript
 * numbers without a changed digit; any other number is refused rather than read as something unexpected.
 */
export function resolvePlain(text: string): string | number | boolean | null | RefusedNumber {
  if (text === '') return null;
  if (!startsNumber(text.charCodeAt(0))) {
    const word = words.get(text);
    return word === undefined ? text : word;
  }
  if (jsonNumber.test(text)) return exactNumber(text);
  if (yamlRadix.test(text) || yamlNumber.test(text)) return { code: 'number-form', read: String(Number(text)) };
  if (notFinite.test(text)) return { code: 'number-not-finite', read: text };
  return text;
}

// A sign, a point or a digit.
function startsNumber(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2b || unit === 0x2e;
}

function exactNumber(text: string): number | RefusedNumber {
  const value = Number(text);
  if (!Number.isFinite(value)) return { code: 'number-not-finite', read: text };
  if (Object.is(value, -0)) return { code: 'number-form', read: '0' };
  const isExact = /^-?[0-9]+$/.test(text) ? Number.isSafeInteger(value) : digitsOf(text) === digitsOf(String(value));
  return isExact ? value : { code: 'number-precision', read: String(value) };
}

/** Significant digits and exponent, equal for `1.50e3`, `1500` and `15E2`. */
function digitsOf(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(/^-/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  if (bare === '') return '0';
  return `${bare}e${String(Number(exponent) - fraction.length + digits.length - bare.length)}`;
}
