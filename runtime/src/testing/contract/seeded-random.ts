/** Chance that repeats: the same seed gives the same choices on every machine. */
export interface SeededRandom {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  chance(oneIn: number): boolean;
}

/** Numbers after Marsaglia's xorshift, 32 bits. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0 || 0x9e3779b9;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const random: SeededRandom = {
    below: (limit) => next() % limit,
    pick: (choices) => choices[random.below(choices.length)] ?? choices[0],
    chance: (oneIn) => random.below(oneIn) === 0,
  };
  for (let warmUp = 0; warmUp < 8; warmUp += 1) next();
  return random;
}
