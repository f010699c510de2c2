import type { ProductDecider } from '../generated/products/product.js';

/** What deciding needs to know of Product. Yours to shape. */
export type ProductState = Readonly<Record<string, never>>;

/** Decides for Product. */
export const productDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after ProductAdded.
    ProductAdded: (state) => state,
  },
} satisfies ProductDecider<ProductState>;
