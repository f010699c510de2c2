export interface NameScope {
  /**
   * Gives `owner` the name `ideal`, or `ideal$1`, `ideal$2` … where that is taken or reserved. An owner that has a name
   * keeps it, whatever it asks for.
   */
  claim(owner: unknown, ideal: string): string;
  /** The same for an owner that nobody will ask for again. */
  take(ideal: string): string;
  /** The name of an owner. @throws Error when it has claimed none, which is a bug of the caller's. */
  of(owner: unknown): string;
}

/**
 * Names of one file or block. Which of two claims gets the plain name depends on the order of the claims alone, so claim
 * in an order that does not depend on files or time. Reserved are whole names, compared exactly.
 */
export function createNameScope(reserved: ReadonlySet<string>): NameScope {
  const taken = new Set<string>();
  const names = new Map<unknown, string>();
  const isFree = (candidate: string): boolean => !taken.has(candidate) && !reserved.has(candidate);
  const take = (ideal: string): string => {
    let name = ideal;
    for (let number = 1; !isFree(name); number += 1) name = `${ideal}$${String(number)}`;
    taken.add(name);
    return name;
  };
  return {
    take,
    claim(owner, ideal) {
      const known = names.get(owner);
      if (known !== undefined) return known;
      const name = take(ideal);
      names.set(owner, name);
      return name;
    },
    of(owner) {
      const name = names.get(owner);
      if (name === undefined) throw new Error('A name was asked for before it was claimed.');
      return name;
    },
  };
}
