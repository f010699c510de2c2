// What users of `@varve/runtime` import, name by name. Generated code has a door of its own, `codegen/v1`.
export { toDecimal } from './shape/decimal.js';
export type { DecideContext } from './decider/decider.js';
