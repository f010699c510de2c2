/** The rows about decoding alone: what stands between parsed JSON and an event that a handler may trust. */
import { createMemoryEventStore, type StoredEvent, streamName } from '@varve/runtime';
import { logRepository, openContext } from '@varve/runtime/codegen/v1';
import type { Contest } from '../measure/contest.js';
import { readingContender } from '../measure/reading-contender.js';
import { basket, ItemAdded } from '../../domain/generated/shop/basket.js';
import { shopRegistry } from '../../domain/generated/shop/shop.js';
import { callerMetadata, itemsOf } from './workload.js';

const distinct = 1_000;

type Decode = (stored: StoredEvent) => unknown;

/** Whole events are read by handlers and logs; folds look at data only. */
export async function decodeContests(): Promise<readonly Contest[]> {
  const stored = await storedEvents();
  const [unchecked, checked] = [codecOf('off'), codecOf('always')];
  const parseData: Decode = ({ data }) => JSON.parse(data);
  const parseBoth: Decode = ({ data, metadata }) => [JSON.parse(data), JSON.parse(metadata)];
  const id = { basketId: 'b1' };
  return [
    row('decode for a fold, unchecked', stored, parseData, (event) => unchecked.decodeMessage(event, id)),
    row('decode for a fold, checked', stored, parseData, (event) => checked.decodeMessage(event, id)),
    row('decode with metadata, unchecked', stored, parseBoth, (event) => unchecked.decode(event, id)),
    row('decode with metadata, checked', stored, parseBoth, (event) => checked.decode(event, id)),
  ];
}

function codecOf(check: 'off' | 'always') {
  return openContext(shopRegistry, { store: createMemoryEventStore(), check }).codec;
}

/** Events as a store hands them out. */
async function storedEvents(): Promise<readonly StoredEvent[]> {
  const store = createMemoryEventStore();
  const log = logRepository(basket, openContext(shopRegistry, { store }));
  for (const item of itemsOf(distinct)) {
    await log.record({ basketId: 'b1' }, [ItemAdded.of(item)], { metadata: callerMetadata() });
  }
  return (await store.readStream(streamName(basket.category, ['b1']), { limit: distinct })).events;
}

function row(title: string, stored: readonly StoredEvent[], raw: Decode, varve: Decode): Contest {
  const aims = [{ against: 'raw', least: 0.8 }] as const;
  const contender = (decode: Decode) =>
    readingContender(stored.length, (place) => {
      const event = stored[place];
      return event && decode(event);
    });
  return { title, unit: 'event', aims, contenders: { raw: contender(raw), varve: contender(varve) } };
}
