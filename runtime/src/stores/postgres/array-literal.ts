const special = /["\\]/g;
/** Where JSON writes something else than a backslash and the character: control characters, and halves of pairs. */
const escapedOtherwise = /[\u0000-\u001f\ud800-\udfff]/;

/** Texts as PostgreSQL writes an array of them: one parameter, whatever their number. */
export function textArray(texts: readonly string[]): string {
  let list = '';
  for (const text of texts) list += list === '' ? quoted(text) : `,${quoted(text)}`;
  return `{${list}}`;
}

/** In quotes, with a backslash before quotes and backslashes. The engine does that best for JSON. */
function quoted(text: string): string {
  return escapedOtherwise.test(text) ? `"${text.replace(special, '\\$&')}"` : JSON.stringify(text);
}

/** Numbers, or ids, none of which need quotes. */
export function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

/** The same of texts that may be missing. */
export function nullableArray(texts: readonly (string | null)[]): string {
  return `{${texts.map((text) => (text === null ? 'NULL' : quoted(text))).join(',')}}`;
}
