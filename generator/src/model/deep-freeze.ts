/** Freezes `value` and everything it reaches, in place, and gives it back. What is frozen already is not entered. */
export function deepFreeze<T>(value: T): T {
  // A stack of its own: recursive types of the language nest as deep as their author likes.
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const inner of Object.values(next)) pending.push(inner);
  }
  return value;
}
