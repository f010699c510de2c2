/** Order of two strings by UTF-16 code units: the same on every machine and in every locale. For `Array.prototype.sort`. */
export function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
