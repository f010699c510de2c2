import * as fc from 'fast-check';

const whole = fc.date({
  min: new Date('0000-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});
const recent = fc.date({
  min: new Date('1990-01-01T00:00:00.000Z'),
  max: new Date('2040-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

const moment = fc
  .oneof({ weight: 4, arbitrary: recent }, { weight: 1, arbitrary: whole })
  .map((date) => date.toISOString());
const fraction = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.stringMatching(/^\.\d{1,9}$/) },
);
const two = (max: number): fc.Arbitrary<string> => fc.nat({ max }).map((value) => String(value).padStart(2, '0'));

export const isoDate: fc.Arbitrary<string> = moment.map((text) => text.slice(0, 10));

export const isoLocalDatetime: fc.Arbitrary<string> = fc
  .tuple(moment, fraction)
  .map(([text, digits]) => text.slice(0, 19) + digits);

export const isoInstant: fc.Arbitrary<string> = isoLocalDatetime.map((text) => `${text}Z`);

/** Of whole milliseconds. */
export const isoMillisecond: fc.Arbitrary<string> = moment;

export const isoDatetime: fc.Arbitrary<string> = fc
  .tuple(isoLocalDatetime, fc.constantFrom('Z', '+', '-'), two(23), two(59))
  .map(([text, sign, hours, minutes]) => text + (sign === 'Z' ? sign : `${sign}${hours}:${minutes}`));

export const isoTime: fc.Arbitrary<string> = fc
  .tuple(two(23), two(59), fc.option(fc.tuple(two(59), fraction), { nil: undefined }))
  .map(([hours, minutes, seconds]) => [hours, minutes, ...(seconds === undefined ? [] : [seconds.join('')])].join(':'));

const count = fc.nat({ max: 400 });
const part = (letter: string): fc.Arbitrary<string> =>
  fc.option(count, { nil: undefined }).map((value) => (value === undefined ? '' : `${String(value)}${letter}`));

export const isoDuration: fc.Arbitrary<string> = fc.oneof(
  count.map((weeks) => `P${String(weeks)}W`),
  fc
    .tuple(part('Y'), part('M'), part('D'), part('H'), part('M'), part('S'))
    .map(([years, months, days, hours, minutes, seconds]) => {
      const time = hours + minutes + seconds;
      const text = `P${years}${months}${days}${time === '' ? '' : `T${time}`}`;
      return text === 'P' ? 'PT0S' : text;
    }),
);

const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Monrovia'];

export const ianaTimezone: fc.Arbitrary<string> = fc.constantFrom(...zones);
