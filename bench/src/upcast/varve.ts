/** Varve's choke point, through which every stored event passes: the text of a store goes in, an event comes out. */
import { createMemoryEventStore, type StoredEvent } from '@varve/runtime';
import { openContext } from '@varve/runtime/codegen/v1';
import { freightRegistry } from '../../evolved/generated/freight/freight.js';
import { way, type Way } from './way.js';

const id = { parcelId: 'p1' };
const { codec } = openContext(freightRegistry, { store: createMemoryEventStore() });
const itself = (stored: StoredEvent): StoredEvent => stored;

/** As folds read events, checked: type and data. */
export const varveMessage: Way = way(itself, (stored) => codec.decodeMessage(stored, id));

/** As handlers read events, checked: with metadata and everything recorded about them. */
export const varveEvent: Way = way(itself, (stored) => codec.decode(stored, id));
