// A store that somebody wrote as a class: what it can do lies on its prototype, and works on its private fields.
import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { delegateTo } from '../../../runtime/src/together/delegate-to.js';
import { together } from '../../../runtime/src/together/together.js';
import { onceTogetherCases } from './once-together-cases.js';
import { togetherCases } from './together-cases.js';

/** A class with a method for each of the store's, half of them inherited. */
function classOf(inner: FullEventStore): FullEventStore {
  class Inherited {
    readonly #inner = inner;
    get capabilities() {
      return this.#inner.capabilities;
    }
    of(name: string): unknown {
      const value: unknown = Reflect.get(this.#inner, name);
      if (typeof value !== 'function') throw new TypeError(`${name} is no method`);
      return value;
    }
  }
  class Store extends Inherited {
    readonly label = 'own';
  }
  Object.keys(inner)
    .filter((name) => name !== 'capabilities')
    .forEach((name, at) => {
      const target = at % 2 === 0 ? Inherited.prototype : Store.prototype;
      Object.defineProperty(target, name, {
        configurable: true,
        value(this: Inherited, ...given: readonly unknown[]): unknown {
          return Reflect.apply(this.of(name) as () => unknown, undefined, given);
        },
      });
    });
  return new Store() as object as FullEventStore;
}

describe('on a store that is a class', () => {
  togetherCases(async () => classOf(createMemoryEventStore()));
  onceTogetherCases(async () => classOf(createMemoryEventStore()));

  test('the unit’s store has what the store has, beside what commands ask of it', async () => {
    const store = classOf(createMemoryEventStore());
    await together(store, async (unit) => {
      expect(unit.capabilities).toEqual(store.capabilities);
      expect(await unit.findViews('bank.Carts')).toEqual([]);
      expect(await unit.head()).toBeUndefined();
      expect(Reflect.get(unit, 'label')).toBe('own');
    });
  });
});

describe('what stands for another object', () => {
  class Counter {
    #count = 0;
    readonly step = 2;
    static readonly of = 1;
    get double(): number {
      return this.#count * 2;
    }
    add(): number {
      this.#count += this.step;
      return this.#count;
    }
    which(): string {
      return 'base';
    }
  }
  class Named extends Counter {
    override which(): string {
      return `named ${super.which()}`;
    }
  }

  test('has its methods, wherever they were inherited from, and calls them on it', () => {
    const counter = new Named();
    const { add, which } = delegateTo(counter);
    expect([add(), add(), counter.add()]).toEqual([2, 4, 6]);
    expect(which()).toBe('named base');
    expect(delegateTo(counter)).toMatchObject({ step: 2, double: 12 });
  });

  test('leaves out what every object has', () => {
    const names = Reflect.ownKeys(delegateTo(new Named()));
    expect(names).not.toContain('constructor');
    expect(names).not.toContain('toString');
  });

  test('takes objects without a prototype, and symbols', () => {
    const mark = Symbol('mark');
    const plain = Object.assign(Object.create(null) as object, { [mark]: 1, f: () => 3 });
    const delegate = delegateTo(plain);
    expect(delegate.f()).toBe(3);
    expect(Reflect.get(delegate, mark)).toBe(1);
  });
});
