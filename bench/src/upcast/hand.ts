/**
 * What somebody would write who knew all versions by heart: each stored version is parsed, checked to the last field and
 * brought to the latest one in a single function. No registry, no error that says where; nothing else is left out.
 */
import type {
  ParcelRegisteredV1,
  ParcelRegisteredV3,
  ParcelWeighedV1,
  ParcelWeighedV40,
} from '../../evolved/generated/freight/parcel.events.js';
import { instantForm, uuidForm } from './forms.js';

type Fields<Data> = Readonly<Partial<Record<keyof Data, unknown>>>;

export function handRegisteredV3(text: string): ParcelRegisteredV3 {
  const data = JSON.parse(text) as Fields<ParcelRegisteredV3>;
  if (!isRegisteredV3(data)) throw new TypeError('This is no ParcelRegistered of version 3.');
  return data;
}

function isRegisteredV3(data: Fields<ParcelRegisteredV3>): data is ParcelRegisteredV3 {
  return (
    typeof data.sku === 'string' &&
    Number.isSafeInteger(data.pieces) &&
    isChannel(data.channel) &&
    isText(data.registeredAt, instantForm) &&
    isText(data.customerId, uuidForm) &&
    isPriority(data.priority) &&
    Number.isSafeInteger(data.unitCents) &&
    typeof data.currency === 'string' &&
    isTextOrAbsent(data.note) &&
    hasKeys(data, data.note === undefined ? 8 : 9)
  );
}

/** From version 1 to 3. */
export function handRegisteredV1(text: string): ParcelRegisteredV3 {
  const data = JSON.parse(text) as Fields<ParcelRegisteredV1>;
  if (!isRegisteredV1(data)) throw new TypeError('This is no ParcelRegistered of version 1.');
  return registeredFromV1(data);
}

export function registeredFromV1(data: ParcelRegisteredV1): ParcelRegisteredV3 {
  return {
    sku: data.sku,
    pieces: data.pieces,
    channel: data.channel,
    registeredAt: data.registeredAt,
    customerId: data.custId,
    priority: 'normal',
    unitCents: data.cents,
    currency: 'EUR',
  };
}

function isRegisteredV1(data: Fields<ParcelRegisteredV1>): data is ParcelRegisteredV1 {
  return (
    isText(data.custId, uuidForm) &&
    typeof data.sku === 'string' &&
    Number.isSafeInteger(data.pieces) &&
    Number.isSafeInteger(data.cents) &&
    isChannel(data.channel) &&
    isText(data.registeredAt, instantForm) &&
    hasKeys(data, 6)
  );
}

export function handWeighedV40(text: string): ParcelWeighedV40 {
  const data = JSON.parse(text) as Fields<ParcelWeighedV40>;
  if (!isWeighedV40(data)) throw new TypeError('This is no ParcelWeighed of version 40.');
  return data;
}

function isWeighedV40(data: Fields<ParcelWeighedV40>): data is ParcelWeighedV40 {
  return (
    Number.isSafeInteger(data.grams) &&
    isQuality(data.quality) &&
    isText(data.weighedAt, instantForm) &&
    isTextOrAbsent(data.remark) &&
    isUnit(data.unit) &&
    isText(data.employee, uuidForm) &&
    typeof data.place === 'string' &&
    areIntegers(data.tray, data.charge, data.rack) &&
    typeof data.instrument === 'string' &&
    hasKeys(data, data.remark === undefined ? 10 : 11)
  );
}

/** From version 1 to 40. */
export function handWeighedV1(text: string): ParcelWeighedV40 {
  const data = JSON.parse(text) as Fields<ParcelWeighedV1>;
  if (!isWeighedV1(data)) throw new TypeError('This is no ParcelWeighed of version 1.');
  return weighedFromV1(data);
}

/** What is left of thirty-nine steps. */
export function weighedFromV1(data: ParcelWeighedV1): ParcelWeighedV40 {
  return {
    grams: data.grams,
    quality: data.quality,
    weighedAt: data.weighedAt,
    unit: 'gram',
    employee: data.operator,
    place: data.station,
    tray: 11,
    charge: data.batch,
    rack: 12,
    instrument: data.scale,
  };
}

function isWeighedV1(data: Fields<ParcelWeighedV1>): data is ParcelWeighedV1 {
  return (
    typeof data.scale === 'string' &&
    Number.isSafeInteger(data.grams) &&
    isText(data.operator, uuidForm) &&
    typeof data.station === 'string' &&
    isQuality(data.quality) &&
    Number.isSafeInteger(data.batch) &&
    isText(data.weighedAt, instantForm) &&
    hasKeys(data, 7)
  );
}

const isChannel = (value: unknown): boolean => value === 'web' || value === 'store';
const isPriority = (value: unknown): boolean => value === 'normal' || value === 'low' || value === 'high';
const isQuality = (value: unknown): boolean => value === 'good' || value === 'poor' || value === 'unknown';
const isUnit = (value: unknown): boolean => value === 'gram' || value === 'ounce';
const areIntegers = (first: unknown, second: unknown, third: unknown): boolean =>
  Number.isSafeInteger(first) && Number.isSafeInteger(second) && Number.isSafeInteger(third);
const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function hasKeys(data: object, count: number): boolean {
  return Object.keys(data).length === count;
}
