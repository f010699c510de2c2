import type { Brand } from '../message/identifiers.js';
import { date, datetime, duration, instant, localDatetime, time, timezone } from './scalar.js';
import type { Email, Uri, Uuid } from './scalar.js';
import { type Shape, shapeOf } from './shape.js';
import { instantEpochMs } from './wire-number.js';

/** `2026-02-28`, an existing day. */
export type IsoDate = Brand<string, 'IsoDate'>;
/** `23:59:59.5`, without an offset. */
export type IsoTime = Brand<string, 'IsoTime'>;
/** `P1DT12H`. */
export type IsoDuration = Brand<string, 'IsoDuration'>;
/** `Europe/Berlin`. */
export type Timezone = Brand<string, 'Timezone'>;
/** `2026-02-28T23:59:59Z`. */
export type Instant = Brand<string, 'Instant'>;
/** `2026-02-28T23:59:59+01:00`. */
export type OffsetDateTime = Brand<string, 'OffsetDateTime'>;
/** `2026-02-28T23:59:59`. */
export type LocalDateTime = Brand<string, 'LocalDateTime'>;

/** The branded type of each scalar that may have one, by its name in schemas: `Branded['instant']`. */
export interface Branded {
  readonly uuid: Uuid;
  readonly uri: Uri;
  readonly email: Email;
  readonly date: IsoDate;
  readonly time: IsoTime;
  readonly duration: IsoDuration;
  readonly timezone: Timezone;
  readonly instant: Instant;
  readonly datetime: OffsetDateTime;
  readonly localDatetime: LocalDateTime;
}

/** The same shape, whose values carry a brand; it still takes plain text and checks it. */
/* @__NO_SIDE_EFFECTS__ */
function branded<T extends string>(shape: Shape<string>): Shape<T, string> {
  return shapeOf(shape);
}

export const brandedDate: Shape<IsoDate, string> = branded(date);
export const brandedTime: Shape<IsoTime, string> = branded(time);
export const brandedDuration: Shape<IsoDuration, string> = branded(duration);
export const brandedTimezone: Shape<Timezone, string> = branded(timezone);
export const brandedInstant: Shape<Instant, string> = branded(instant);
export const brandedInstantEpochMs: Shape<Instant, string> = branded(instantEpochMs);
export const brandedDatetime: Shape<OffsetDateTime, string> = branded(datetime);
export const brandedLocalDatetime: Shape<LocalDateTime, string> = branded(localDatetime);
