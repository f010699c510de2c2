import { describe, expect, test } from 'vitest';
import { findings, operations, upcast } from './bind-steps-yaml.js';

describe('values', () => {
  test.each<[string, unknown]>([
    ['web', { kind: 'constant', value: 'web' }],
    ['12.50', { kind: 'constant', value: 12.5 }],
    ['null', { kind: 'constant', value: null }],
    ['[1, { a: true }]', { kind: 'constant', value: [1, { a: true }] }],
    ['{ from: a, else: b }', { kind: 'constant', value: { from: 'a', else: 'b' } }],
    ['$$recordedAt', { kind: 'constant', value: '$recordedAt' }],
    ['$$$', { kind: 'constant', value: '$$' }],
    ['{ a: [$$5] }', { kind: 'constant', value: { a: ['$5'] } }],
    ['{ from: $$x }', { kind: 'constant', value: { from: '$x' } }],
    ['5$', { kind: 'constant', value: '5$' }],
    ['$recordedAt', { kind: 'fact', fact: { kind: 'recordedAt' } }],
    ['$eventId', { kind: 'fact', fact: { kind: 'eventId' } }],
    ['$streamVersion', { kind: 'fact', fact: { kind: 'streamVersion' } }],
    ['$id.orderId', { kind: 'fact', fact: { kind: 'id', part: 'orderId' } }],
    ['$metadata.channel', { kind: 'fact', fact: { kind: 'metadata', key: 'channel' } }],
    ['{ from: $recordedAt }', { kind: 'fact', fact: { kind: 'recordedAt' } }],
    [
      '{ from: $metadata.tenant, else: $$none }',
      { kind: 'fact', fact: { kind: 'metadata', key: 'tenant' }, otherwise: { value: '$none' } },
    ],
    [
      '{ from: $metadata.tenant, else: null }',
      { kind: 'fact', fact: { kind: 'metadata', key: 'tenant' }, otherwise: { value: null } },
    ],
  ])('%s', (text, value) => {
    expect(operations(`{ set: { b: ${text} } }`)).toEqual([{ kind: 'set', to: 'b', value }]);
    expect(operations(`{ fill: { b: ${text} } }`)).toEqual([{ kind: 'fill', to: 'b', value }]);
  });

  test('of a constant may be named like what objects inherit', () => {
    const [set] = upcast('{ set: { b: { toString: 1, constructor: $$x } } }').operations;
    const value = set?.kind === 'set' && set.value.kind === 'constant' ? set.value.value : undefined;
    expect(Object.entries(value ?? {})).toEqual([
      ['toString', 1],
      ['constructor', '$x'],
    ]);
  });

  test.each<[string, string | RegExp]>([
    ['$recordetAt', 'Did you mean $recordedAt?'],
    ['$recorded_at', 'Did you mean $recordedAt?'],
    ['$eventid', 'Did you mean $eventId?'],
    ['$id.orderID', 'Did you mean $id.orderId?'],
    ['$id', 'Write $id.orderId.'],
    ['$id.customer', 'Write $id.orderId.'],
    ['$metadata', 'Write $metadata.tenant or $metadata.channel.'],
    ['$metadata.chanel', 'Did you mean $metadata.channel?'],
    ['$metadata.locale', 'Declare the key in varve.config.yaml: metadata: { locale: string }'],
    ['$', /the text \$ is written \$\$\.$/],
    ['$now', /^Write \$recordedAt, /],
    ['$constructor', /^Write \$recordedAt, /],
  ])('%s is nothing known', (text, help) => {
    findings(`{ set: { b: «${text}» } }`, [{ code: 'bind/fact-unknown', help }]);
    findings(`{ fill: { b: { from: «${text}», else: x } } }`, [{ code: 'bind/fact-unknown', help }]);
  });

  test('a long text is cut in the message', () => {
    findings(`{ set: { b: «"$${'x'.repeat(300)}"» } }`, [{ code: 'bind/fact-unknown', message: /^\$x{39}… is/ }]);
  });

  test.each([
    '{ set: { b: { at: «$recordedAt» } } }',
    '{ set: { b: [x, «$id.orderId»] } }',
    '{ set: { b: { from: «$metadata.tenant», else: x, more: y } } }',
    '{ set: { b: { from: $metadata.tenant, else: «$recordedAt» } } }',
    '{ map: { b: { x: «$recordedAt», _: z } } }',
    '{ map: { b: { x: y, _: «$recordedAt» } } }',
    '{ map: { b: { values: [[x, «$recordedAt»]] } } }',
    '{ map: { b: { values: [[x, y]], else: «$recordedAt» } } }',
    '{ convert: { b: { by: parse-integer, else: «$recordedAt» } } }',
  ])('nothing known stands in a constant: %s', (step) => {
    findings(step, [{ code: 'bind/fact-in-constant' }]);
  });

  test('what is known of every event needs no else', () => {
    findings('{ set: { b: { from: $recordedAt, «else»: x } } }', [{ code: 'bind/fact-with-else' }]);
  });
});

describe('a table', () => {
  test('has texts for keys, and _ for any other', () => {
    expect(operations('{ map: { b: { shop: store, 5: five, "true": yes, _: web } } }')).toEqual([
      {
        kind: 'map',
        to: 'b',
        entries: [
          { old: 'shop', new: 'store' },
          { old: '5', new: 'five' },
          { old: 'true', new: 'yes' },
        ],
        otherwise: { value: 'web' },
      },
    ]);
  });

  test('keeps $ in old values, and reads $$ in new ones', () => {
    expect(operations('{ map: { b: { $: $$, $$: $$$ } } }')).toMatchObject([
      {
        entries: [
          { old: '$', new: '$' },
          { old: '$$', new: '$$' },
        ],
      },
    ]);
  });

  test('in long form has any scalars, and may read another path', () => {
    expect(
      operations('{ map: { b: { from: a.c, values: [[null, none], [true, [1]], [0, _], [_, x]], else: null } } }'),
    ).toEqual([
      {
        kind: 'map',
        to: 'b',
        from: 'a.c',
        entries: [
          { old: null, new: 'none' },
          { old: true, new: [1] },
          { old: 0, new: '_' },
          { old: '_', new: 'x' },
        ],
        otherwise: { value: null },
      },
    ]);
  });

  test('is the short form where values is no list', () => {
    expect(operations('{ map: { b: { values: x, from: y, else: z } } }')).toMatchObject([
      { entries: [{ old: 'values' }, { old: 'from' }, { old: 'else' }] },
    ]);
  });

  test('names each old value once, and scalars only', () => {
    findings('{ map: { b: { values: [[«1», x], ["1", y], [«1», z]] } } }', [
      { code: 'bind/map-value-twice', message: '1 is mapped twice.', mark: 1, related: [0] },
    ]);
    findings('{ map: { b: { values: [[«""», x], [«""», z]] } } }', [
      { code: 'bind/map-value-twice', message: 'The empty text is mapped twice.', mark: 1, related: [0] },
    ]);
    findings('{ map: { b: { values: [[«[1]», x], [«{}», z]] } } }', [
      { code: 'bind/map-value-misfit', message: /not a list\.$/ },
      { code: 'bind/map-value-misfit', message: /not a mapping\.$/ },
    ]);
  });
});

describe('a conversion', () => {
  test.each<[string, unknown]>([
    ['by: to-string', { name: 'to-string' }],
    ['by: first, else: x', { name: 'first' }],
    ['by: minor-units, scale: 0, round: exact', { name: 'minor-units', scale: 0, round: 'exact' }],
    ['by: number-to-decimal, scale: 100, round: half-up', { name: 'number-to-decimal', scale: 100, round: 'half-up' }],
    ['by: date-to-instant, zone: Europe/Berlin', { name: 'date-to-instant', zone: 'Europe/Berlin' }],
    ['by: date-to-instant, zone: UTC', { name: 'date-to-instant', zone: 'UTC' }],
    ['by: date-to-instant, zone: Asia/Kathmandu', { name: 'date-to-instant', zone: 'Asia/Kathmandu' }],
    ['by: date-to-instant, zone: Asia/Katmandu', { name: 'date-to-instant', zone: 'Asia/Katmandu' }],
  ])('%s', (text, by) => {
    expect(operations(`{ convert: { b: { from: a, ${text} } } }`)).toMatchObject([
      { kind: 'convert', to: 'b', from: 'a', by },
    ]);
  });

  test('reads the path of the same name unless another is said', () => {
    expect(operations('{ convert: { /b: { by: to-list } } }')).toMatchObject([{ to: '/b', from: '/b' }]);
  });

  test('has an else of any kind', () => {
    expect(operations('{ convert: { b: { by: parse-decimal, else: "0" } } }')).toMatchObject([
      { otherwise: { value: '0' } },
    ]);
  });

  test.each([
    ['by: «minor-units»', 'scale and round'],
    ['by: «from-minor-units», scale: 2', 'round'],
    ['by: «number-to-decimal», round: down', 'scale'],
    ['by: «date-to-instant»', 'zone'],
  ])('knows what it needs: %s', (text, missing) => {
    findings(`{ convert: { b: { ${text} } } }`, [
      { code: 'bind/conversion-incomplete', message: new RegExp(`needs ${missing}\\.$`) },
    ]);
  });

  test('takes nothing else', () => {
    findings('{ convert: { b: { by: to-string, «scale»: 2, «round»: up, «zone»: UTC } } }', [
      { code: 'bind/conversion-parameter', message: 'to-string takes no scale.' },
      { code: 'bind/conversion-parameter' },
      { code: 'bind/conversion-parameter' },
    ]);
    findings('{ convert: { b: { by: date-to-instant, zone: UTC, «scale»: 2 } } }', [
      { code: 'bind/conversion-parameter' },
    ]);
  });

  test.each<[string, string | RegExp]>([
    ['Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['"+02:00"', /IANA/],
    ['""', /IANA/],
    ['Mars/Phobos', /IANA/],
  ])('knows its time zones: %s', (zone, help) => {
    findings(`{ convert: { b: { by: date-to-instant, zone: «${zone}» } } }`, [{ code: 'bind/zone-unknown', help }]);
  });
});
