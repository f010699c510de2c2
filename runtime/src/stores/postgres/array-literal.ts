const special = /["\\]/;
const allSpecial = /["\\]/g;

/** Texts as PostgreSQL writes an array of them: one parameter, whatever their number. */
export function textArray(texts: readonly string[]): string {
  const quoted = texts.map((text) => `"${special.test(text) ? text.replaceAll(allSpecial, '\\$&') : text}"`);
  return `{${quoted.join(',')}}`;
}

/** Numbers, or ids, none of which need quotes. */
export function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}
