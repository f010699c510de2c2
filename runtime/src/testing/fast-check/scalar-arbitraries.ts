import * as fc from 'fast-check';
import { InvalidUseError } from '../../errors/command-errors.js';
import type { Keywords } from '../../shape/check.js';
import { json } from '../../shape/json-shape.js';
import * as scalars from '../../shape/scalar.js';
import { type Operations, writing } from '../../shape/shape.js';
import { isEmail, isUri } from '../../shape/text-formats.js';
import { bigintNumber, decimalNumber, instantEpochMs } from '../../shape/wire-number.js';
import {
  ianaTimezone,
  isoDate,
  isoDatetime,
  isoDuration,
  isoInstant,
  isoLocalDatetime,
  isoMillisecond,
  isoTime,
} from './date-arbitraries.js';
import { bigintArbitrary, decimalArbitrary, integerArbitrary, numberArbitrary } from './number-arbitraries.js';
import { cleanText, formatArbitrary, type PatternArbitraries, textArbitrary } from './text-arbitraries.js';

type Make = (keywords: Keywords, patterns: PatternArbitraries) => fc.Arbitrary<unknown>;

const uuid = fc.oneof(
  fc.uuid(),
  fc.uuid().map((text) => text.toUpperCase()),
);
const word = fc.stringMatching(/^[a-zA-Z0-9_~-]{0,6}$/);
const path = fc.array(word, { maxLength: 3 }).map((words) => words.map((each) => `/${each}`).join(''));
/** fast-check has its own, which take their time; there may be a hundred of them in one event. */
const uri = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom('https', 'http', 'ftp'),
          fc.constantFrom('example.org', 'a.b-c.example:8080', '[::1]'),
          path,
        )
        .map(([scheme, host, rest]) => `${scheme}://${host}${rest}`),
    },
    { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('urn', 'mailto', 'tel'), word).map((parts) => parts.join(':')) },
  )
  .filter(isUri);
const email = fc.emailAddress().filter(isEmail);
const anyJson = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' });

const formats: readonly (readonly [Operations, fc.Arbitrary<string>])[] = [
  [scalars.uuid, uuid],
  [scalars.brandedUuid, uuid],
  [scalars.uri, uri],
  [scalars.brandedUri, uri],
  [scalars.email, email],
  [scalars.brandedEmail, email],
  [scalars.date, isoDate],
  [scalars.time, isoTime],
  [scalars.duration, isoDuration],
  [scalars.timezone, ianaTimezone],
  [scalars.instant, isoInstant],
  [instantEpochMs, isoMillisecond],
  [scalars.datetime, isoDatetime],
  [scalars.localDatetime, isoLocalDatetime],
];

const others: readonly (readonly [Operations, Make])[] = [
  [scalars.text, textArbitrary],
  [scalars.boolean, () => fc.boolean()],
  [scalars.nullValue, () => fc.constant(null)],
  [scalars.integer, integerArbitrary],
  [scalars.number, numberArbitrary],
  [scalars.bigint, bigintArbitrary],
  [bigintNumber, bigintArbitrary],
  [scalars.decimal, decimalArbitrary],
  [decimalNumber, decimalArbitrary],
  [scalars.bytes, () => fc.uint8Array({ maxLength: 24 })],
  [json, () => fc.oneof(anyJson, cleanText)],
];

/** A field that may be absent, or a branded scalar, is another shape with the same check. */
const makers: ReadonlyMap<Operations['accepts'], Make> = new Map([
  ...formats.map(([{ accepts }, usual]): readonly [Operations['accepts'], Make] => {
    const holds = (text: string): boolean => accepts(text, writing, 0);
    return [accepts, (keywords, patterns) => formatArbitrary(usual, holds, keywords, patterns)];
  }),
  ...others.map(([{ accepts }, make]): readonly [Operations['accepts'], Make] => [accepts, make]),
]);

/** Values of a shape that is put together from nothing. @throws InvalidUseError for one that is no scalar of this package */
export function scalarArbitrary(
  { accepts }: Operations,
  keywords: Keywords,
  patterns: PatternArbitraries,
): fc.Arbitrary<unknown> {
  const make = makers.get(accepts);
  if (make === undefined) throw new InvalidUseError('This shape is none of this copy of @varve/runtime.');
  return make(keywords, patterns);
}
