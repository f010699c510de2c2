import type { CatalogueDecider } from '../generated/catalogue/catalogue.js';

/** What deciding needs to know of Catalogue. Yours to shape. */
export type CatalogueState = Readonly<Record<string, never>>;

/** Decides for Catalogue. */
export const catalogueDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after CatalogueSaved.
    CatalogueSaved: (state) => state,
  },
} satisfies CatalogueDecider<CatalogueState>;
