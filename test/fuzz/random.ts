/** Draws the same for the same seed, on any machine. */
export interface Random {
  /** A whole number from 0 to `below`, exclusively. */
  below(below: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** An element, `undefined` of an empty list. */
  from<T>(list: readonly T[]): T | undefined;
  chance(probability: number): boolean;
}

export function createRandom(seed: string): Random {
  let state = 2_166_136_261;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    from: (list) => list[below(list.length)],
    chance: (probability) => next() < probability,
  };
}
