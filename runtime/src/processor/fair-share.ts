// The rule by which processes share the parts of one work: nobody has two more than another. It knows nothing of stores.

/** How many parts each process has; those without any need not be named. */
export type Holdings = ReadonlyMap<string, number>;

/** A part is asked for, of one that has many. */
export interface Wish {
  readonly by: string;
  /** How many parts that process has. */
  readonly holds: number;
  /** Who is to give one. */
  readonly from: string;
}

/** What `me` should ask for: a part of whoever has the most, as long as both are nearer to each other afterwards. */
export function wishOf(me: string, holdings: Holdings): Wish | undefined {
  const holds = holdings.get(me) ?? 0;
  let wish: Wish | undefined;
  let most = holds + 1;
  for (const [from, count] of holdings) {
    const isFirst = count === most && wish !== undefined && from < wish.from;
    if (from === me || !(count > most || isFirst)) continue;
    most = count;
    wish = { by: me, holds, from };
  }
  return wish;
}

/** Whether who has so many lets one go: not when that has changed since it was asked. */
export function grants(me: string, mine: number, wish: Wish): boolean {
  return wish.from === me && wish.by !== me && mine > wish.holds + 1;
}

/** Whether who has so many may take a part that is free: it is left to somebody poorer who asks for one. */
export function mayTake(me: string, mine: number, wish: Wish | undefined): boolean {
  return wish === undefined || wish.by === me || mine <= wish.holds;
}
