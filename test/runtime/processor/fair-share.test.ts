import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grants, mayTake, type Wish, wishOf } from '../../../runtime/src/processor/fair-share.js';

const holdings = (counts: Record<string, number>): Map<string, number> => new Map(Object.entries(counts));

describe('a process asks', () => {
  test('whoever has the most, the first by name of several', () => {
    expect(wishOf('me', holdings({ c: 4, b: 5, a: 5, me: 1 }))).toEqual({ by: 'me', holds: 1, from: 'a' });
    expect(wishOf('me', holdings({ a: 2 }))).toEqual({ by: 'me', holds: 0, from: 'a' });
  });

  test.each([{ me: 3 }, { me: 1, a: 2 }, { me: 2, a: 2 }, { a: 1 }, {}])(
    'nobody where it has its share: %j',
    (counts) => {
      expect(wishOf('me', holdings(counts))).toBeUndefined();
    },
  );
});

describe('a process that is asked', () => {
  const wish: Wish = { by: 'you', holds: 1, from: 'me' };
  test.each([
    ['gives while it has two more', 3, wish, true],
    ['keeps what it has once it has not', 2, wish, false],
    ['is not meant where another is', 9, { ...wish, from: 'else' }, false],
    ['gives nothing to itself', 9, { ...wish, by: 'me' }, false],
  ] as const)('%s', (_name, mine, asked, granted) => {
    expect(grants('me', mine, asked)).toBe(granted);
  });
});

describe('what is free', () => {
  const wish: Wish = { by: 'you', holds: 1, from: 'else' };
  test.each([
    ['is anybody’s where nobody asks', 9, undefined, true],
    ['is left to who asks by those who have more', 2, wish, false],
    ['may be taken by who has no more', 1, wish, true],
    ['is of who asked', 9, { ...wish, by: 'me' }, true],
  ] as const)('%s', (_name, mine, asked, may) => {
    expect(mayTake('me', mine, asked)).toBe(may);
  });
});

// A model of processes that come, go without a word, look, and take what is free, in whatever order.
type Step = { readonly kind: 'join' | 'leave' | 'look' | 'take'; readonly process: number };

class Model {
  readonly counts: Map<string, number>;
  free: number;
  wish: Wish | undefined;
  moved = 0;
  /** Once is enough. */
  granted: Wish | undefined;

  constructor(parts: number) {
    this.counts = new Map();
    this.free = parts;
  }

  step({ kind, process }: Step): void {
    const name = `p${String(process)}`;
    const mine = this.counts.get(name);
    if (kind === 'join') this.counts.set(name, mine ?? 0);
    else if (mine === undefined) return;
    else if (kind === 'leave') {
      this.counts.delete(name);
      this.free += mine;
      if (this.wish?.by === name) this.wish = undefined;
    } else if (kind === 'take') this.#take(name, mine);
    else this.#look(name, mine);
  }

  #look(name: string, mine: number): void {
    if (this.wish !== undefined && this.wish !== this.granted && grants(name, mine, this.wish)) {
      this.counts.set(name, mine - 1);
      this.free += 1;
      this.moved += 1;
      this.granted = this.wish;
    } else if (this.wish?.by === name) {
      if (this.free === 0) this.wish = wishOf(name, this.counts);
    } else if (this.wish === undefined) this.wish = wishOf(name, this.counts);
  }

  #take(name: string, mine: number): void {
    if (this.free === 0 || !mayTake(name, mine, this.wish)) return;
    this.free -= 1;
    this.counts.set(name, mine + 1);
  }

  /** Everybody, again and again, in an order of their own, until nothing changes any more. */
  settle(order: readonly number[]): number {
    for (let round = 1; round < 1_000; round += 1) {
      const before = JSON.stringify([[...this.counts], this.free, this.wish]);
      for (const process of order) {
        this.step({ kind: 'look', process });
        this.step({ kind: 'take', process });
      }
      if (before === JSON.stringify([[...this.counts], this.free, this.wish])) return round;
    }
    return Infinity;
  }
}

const processes = 6;
const anyStep = fc.record({
  kind: fc.constantFrom<Step['kind']>('join', 'join', 'leave', 'look', 'look', 'take', 'take'),
  process: fc.nat(processes - 1),
});
const anyOrder = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: processes });

describe('whatever happened before', () => {
  test('parts come to lie evenly, all are held, and then nothing moves any more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.array(anyStep, { maxLength: 80 }),
        anyOrder,
        (parts, steps, order) => {
          const model = new Model(parts);
          for (const step of steps) model.step(step);
          model.step({ kind: 'join', process: 0 });
          expect(model.settle(order)).toBeLessThan(1_000);
          const counts = [...model.counts.values()];
          expect(model.free).toBe(0);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(parts);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          const { moved } = model;
          model.settle(order);
          expect(model.moved).toBe(moved);
        },
      ),
    );
  });

  test('who comes to others that are even costs no more hand-overs than its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 24 }), anyOrder, (before, parts, order) => {
        const model = new Model(parts);
        for (let process = 0; process < before; process += 1) model.step({ kind: 'join', process });
        model.settle(order);
        const { moved } = model;
        model.step({ kind: 'join', process: before });
        model.settle(order);
        expect(model.moved - moved).toBeLessThanOrEqual(Math.ceil(parts / (before + 1)));
      }),
    );
  });
});
