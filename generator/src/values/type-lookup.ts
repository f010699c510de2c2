import type { RefType, TypeModel } from '../model/type-model.js';

/** The type behind a reference; `undefined` when its declaration is broken, which is reported elsewhere. */
export type TypeLookup = (ref: RefType) => TypeModel | undefined;
