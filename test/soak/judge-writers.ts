import type { StoredEvent } from '../../runtime/src/store/stored-event.js';
import { batchesIn, tornBatches } from '../faults/whole-batches.js';
import { keyOf, type KnownLog } from './known-log.js';
import { allWordsOf, markOf, type Testimony } from './testimony.js';

/** What was acknowledged lies where it was said to, what was refused or failed does not, and nothing else does. */
export function judgeWriters(log: KnownLog, members: readonly Testimony[]): readonly string[] {
  return [...judgeStreams(log), ...judgeBatches(log, members)];
}

/** Positions are dense and in the order of the log, no event is there twice, and no batch is there in part. */
function judgeStreams({ events, streams }: KnownLog): readonly string[] {
  const seen = new Set<string>();
  const twice = events.filter((event) => seen.size === seen.add(markOf(event)).size);
  return [
    ...twice.map((event) => `Event ${markOf(event)} is in the log twice.`),
    ...[...streams].flatMap(([key, own]) => [
      ...own
        .filter(({ position }, index) => position !== index)
        .slice(0, 1)
        .map(({ position }) => `${key} has position ${String(position)} out of its order.`),
      ...(soundBatches(own) === undefined
        ? [`Batches in ${key} have events out of their order.`]
        : tornBatches(own).map((batch) => `Batch ${batch} in ${key} is torn.`)),
    ]),
  ];
}

/** `undefined` when a batch's events do not follow each other, or are there twice. */
function soundBatches(events: readonly StoredEvent[]): ReturnType<typeof batchesIn> | undefined {
  try {
    return batchesIn(events);
  } catch {
    return undefined;
  }
}

interface Place {
  readonly key: string;
  readonly size: number;
  readonly positions: readonly number[];
}

function judgeBatches({ streams }: KnownLog, members: readonly Testimony[]): readonly string[] {
  const stored = new Map<string, Place>(
    [...streams].flatMap(([key, own]) =>
      [...(soundBatches(own) ?? [])].map(([batch, found]) => [batch, { key, ...found }]),
    ),
  );
  const begun = new Map(
    allWordsOf(members, 'begin').map(([, batch = '', owner = '', name = '']) => [batch, keyOf(owner, name)]),
  );
  return [
    ...allWordsOf(members, 'ack').flatMap(([, batch = '', first, size]) => {
      const found = stored.get(batch);
      const isThere = found?.positions[0] === Number(first) && found.size === Number(size);
      return isThere
        ? []
        : [`Batch ${batch} was acknowledged and does not lie at ${String(first)} of ${String(begun.get(batch))}.`];
    }),
    ...allWordsOf(members, 'failed', 'refused')
      .filter(([, batch = '']) => stored.has(batch))
      .map(([, batch = '']) => `Batch ${batch} had failed, and is there.`),
    ...[...stored].flatMap(([batch, { key }]) => {
      const place = begun.get(batch);
      if (place === undefined) return [`Nobody began batch ${batch}.`];
      return place === key ? [] : [`Batch ${batch} was for ${place}, and lies in ${key}.`];
    }),
  ];
}
