/** Whether every character of `before`, white space apart, still stands in `after`, in the same order. */
export function isWovenInto(before: string, after: string): boolean {
  let at = 0;
  for (const character of before) {
    if (/\s/.test(character)) continue;
    at = after.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
