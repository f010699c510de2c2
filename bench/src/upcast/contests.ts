/** The rows of the benchmark of old events: which events are read, and by whom. */
import type { StoredEvent } from '@varve/runtime';
import type { Contest } from '../measure/contest.js';
import { readingContender } from '../measure/reading-contender.js';
import { handRegisteredV1, handRegisteredV3, handWeighedV1, handWeighedV40 } from './hand.js';
import { registeredV1, registeredV3, storedParcels, weighedV1, weighedV40 } from './parcels.js';
import { textWay, way, type Way, type Ways } from './way.js';
import { varveEvent, varveMessage } from './varve.js';

const distinct = 1_000;

export type Reader = 'parse' | 'hand' | 'varve' | 'zod' | 'typebox' | 'avsc';

/** Libraries that are installed. */
export type Peers = Partial<Readonly<Record<'zod' | 'typebox' | 'avsc', Ways>>>;

/** What is read, and by which ways. */
export interface Row {
  readonly title: string;
  readonly events: readonly StoredEvent[];
  readonly ways: Partial<Readonly<Record<Reader, Way>>>;
  readonly aims: Contest<Reader>['aims'];
}

const parse = textWay((text) => JSON.parse(text));
const parseBoth = way(
  (stored: StoredEvent) => stored,
  ({ data, metadata }) => [JSON.parse(data), JSON.parse(metadata)],
);
/** No more than a quarter above bare parsing. */
const likeParsing: Row['aims'] = [{ against: 'parse', least: 1 / 1.25 }];

export function rowsOf(peers: Peers): readonly Row[] {
  const registered = 'freight.ParcelRegistered';
  const weighed = 'freight.ParcelWeighed';
  const latest = storedParcels(registered, 3, distinct, registeredV3);
  const theirs = (way: keyof Ways): Partial<Record<Reader, Way>> =>
    Object.fromEntries(Object.entries(peers).map(([name, ways]) => [name, ways[way]]));
  return [
    {
      title: 'current version',
      events: latest,
      ways: { parse, hand: textWay(handRegisteredV3), varve: varveMessage, ...theirs('registeredV3') },
      aims: likeParsing,
    },
    {
      title: 'current version, with metadata',
      events: latest,
      ways: { parse: parseBoth, varve: varveEvent },
      aims: likeParsing,
    },
    {
      title: 'version 1 of 3',
      events: storedParcels(registered, 1, distinct, registeredV1),
      ways: { parse, hand: textWay(handRegisteredV1), varve: varveMessage, ...theirs('registeredV1') },
      aims: likeParsing,
    },
    {
      title: 'version 40 of 40',
      events: storedParcels(weighed, 40, distinct, weighedV40),
      ways: { parse, hand: textWay(handWeighedV40), varve: varveMessage, ...theirs('weighedV40') },
      aims: likeParsing,
    },
    {
      title: 'version 1 of 40',
      events: storedParcels(weighed, 1, distinct, weighedV1),
      ways: { parse, hand: textWay(handWeighedV1), varve: varveMessage, ...theirs('weighedV1') },
      aims: [{ against: 'hand', least: 1 / 2 }],
    },
  ];
}

export function contestOf({ title, events, ways, aims }: Row): Contest<Reader> {
  const contenders = Object.entries(ways).map(([name, each]) => [name, readingContender(distinct, each(events))]);
  return { title, unit: 'event', aims, contenders: Object.fromEntries(contenders) as Contest<Reader>['contenders'] };
}
