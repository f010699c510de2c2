import { Arbitrary, type Random, type Stream, type Value } from 'fast-check';

/** Values that are only worked out once one is asked for: for types that hold themselves. */
export class LazyArbitrary<T> extends Arbitrary<T> {
  readonly #make: () => Arbitrary<T>;
  #made: Arbitrary<T> | undefined;

  constructor(make: () => Arbitrary<T>) {
    super();
    this.#make = make;
  }

  get #values(): Arbitrary<T> {
    return (this.#made ??= this.#make());
  }

  generate(random: Random, biasFactor: number | undefined): Value<T> {
    return this.#values.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#values.canShrinkWithoutContext(value);
  }

  shrink(value: T, context: unknown): Stream<Value<T>> {
    return this.#values.shrink(value, context);
  }
}
