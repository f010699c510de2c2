import fc from 'fast-check';

/** Another JSON text that is nearly this one: a part of it is gone, doubled, or replaced. */
export const bent = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(4),
      fc.constantFrom('', '0', '1', '"', '"x"', ',', 'null', '-', '.5', '\\"', '[]'),
    )
    .map(([at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));
