import { distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant, or `undefined` when none is near: at most one typing error for every three
 * characters. Of equally near names the first wins, so that the answer does not depend on anything but the arguments.
 */
export function closestName(wrong: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of known) {
    if (Math.abs(name.length - wrong.length) > limit || name === wrong) continue;
    const found = nameDistance(wrong, name);
    if (found < bestDistance) [best, bestDistance] = [name, found];
  }
  return best;
}

/**
 * The known name that must have been meant, or `undefined`: the only one that is one typing error away, two for names of
 * eight letters and more.
 */
export function certainName(wrong: string, known: Iterable<string>): string | undefined {
  const respelt = respeltName(wrong, known);
  if (respelt !== undefined) return respelt;
  const limit = wrong.length >= 8 ? 2 : wrong.length >= 4 ? 1 : 0;
  const [only, other] = [...new Set(known)].filter((name) => nameDistance(wrong, name) <= limit);
  return other === undefined ? only : undefined;
}

/** The one known name that differs by letter case and separators only. */
export function respeltName(wrong: string, known: Iterable<string>): string | undefined {
  const [only, other] = [...new Set(known)].filter((name) => name !== wrong && bare(name) === bare(wrong));
  return other === undefined ? only : undefined;
}

/** `Did you mean maxLength?`, or `undefined` when nothing is near. */
export function didYouMean(wrong: string, known: Iterable<string>): string | undefined {
  const name = closestName(wrong, known);
  return name === undefined ? undefined : `Did you mean ${name}?`;
}

// Letter case and separators are the commonest slips and weigh little: max_length and maxlength are both near maxLength.
function nameDistance(wrong: string, name: string): number {
  if (bare(wrong) === bare(name)) return 0.5;
  const [one, other] = [wrong.toLowerCase(), name.toLowerCase()];
  return isSwapped(one, other) ? 1 : distance(one, other);
}

/** Two neighbours in the wrong order, as in `tpye`, are one typing error. */
function isSwapped(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.length !== other.length || at + 1 >= one.length) return false;
  const isSwap = one[at] === other[at + 1] && one[at + 1] === other[at];
  return isSwap && one.slice(at + 2) === other.slice(at + 2);
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}
