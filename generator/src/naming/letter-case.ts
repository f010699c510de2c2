/**
 * Words of a name: runs of letters and digits, split where lower case meets upper case (`orderPlaced`), before the last
 * capital of an acronym (`HTTPServer` is HTTP, Server) and at everything that is neither letter nor digit.
 */
function words(name: string): readonly string[] {
  const found = ascii.test(name) ? name.match(asciiWord) : name.normalize('NFC').match(anyWord);
  return found ?? [];
}

const anyWord = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+|\p{Lu}[\p{Lu}\p{N}]*|[\p{Lt}\p{N}]+/gu;

/** The same of names within ASCII; classes of all Unicode take an engine milliseconds to prepare. */
const asciiWord = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z][A-Z0-9]*|[0-9]+/g;

const ascii = /^[ -~]*$/;

const capitalised = (word: string): string => {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length).toLowerCase();
};

/** `OrderPlaced`, also for `order-placed`, `order_placed` and `orderPlaced`; `HTTPServer` becomes `HttpServer`. */
export function pascalCase(name: string): string {
  return words(name).map(capitalised).join('');
}

/** `orderPlaced`; otherwise as `pascalCase`. Stream categories are made with it: what it gives is never changed. */
export function camelCase(name: string): string {
  return words(name)
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalised(word)))
    .join('');
}

/** `order-placed`; file and folder names are made with it. */
export function kebabCase(name: string): string {
  return words(name)
    .map((word) => word.toLowerCase())
    .join('-');
}
