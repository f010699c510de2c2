export type { StreamName, EventId } from '@varve/runtime';
export type { StoreView } from '@varve/runtime/operations';
