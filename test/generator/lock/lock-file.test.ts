import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { domainShapesOf } from '../../../generator/src/lock/domain-shapes-of.js';
import { createReleases } from '../../../generator/src/lock/create-releases.js';
import { lockText } from '../../../generator/src/lock/lock-text.js';
import { parseLock } from '../../../generator/src/lock/parse-lock.js';
import type { ReleasableVersion } from '../../../generator/src/model/release-model.js';
import { expectValue, printed } from '../../support/expect-diagnostics.js';
import { sortDiagnostics } from '../../../generator/src/diagnostics/sort-diagnostics.js';
import { locate } from '../../../generator/src/source/locate.js';
import { bound, order } from '../bind/bind-yaml.js';

const schema = order(`imports: ["std:money"]
category: ordering.orders
types:
  Line: { 1: { sku: string, price: Money@1 }, 2: { sku: string, price: Money@1, next?: Tree } }
  Tree: { fields: { left?: Tree, right?: Tree, line: "Line@1 | null" } }
events:
  OrderPlaced:
    stored: order-placed
    aliases: [ ordering.OrderCreated, { name: created, versions: { 3: 1, 12: 2 }, unversioned: 1 } ]
    1: { lines: "Line@1[]" }
    2: { lines: "Line@2[]", channel: { enum: [web, store] } }
  OrderArchived: { retired: Never again., 1: { by: string } }
commands: { PlaceOrder: { 1: { lines: "Line@1[]" } } }
states: { tag: is, initial: none, 1: { none: {}, open: { lines: "Line@2[]" } } }
`);
const model = bound(schema, { metadata: { tenant: 'string' } });
const text = lockText(domainShapesOf(model, 'schemas'));
const file = { path: 'varve.lock.json', text };

test('the lock is one line an entry, and every byte of it is frozen', () => {
  expect(text).toMatchInlineSnapshot(`
    "{
      "aggregate ordering.Order": {"category":"ordering.orders","id":[["orderId","uuid"]]},
      "command ordering.PlaceOrder": {"aggregate":"Order"},
      "command@1 ordering.PlaceOrder": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Line@1"}}}},
      "event order-placed": {"aggregate":"Order","name":"ordering.OrderPlaced","aliases":[{"name":"created","versions":{"3":1,"12":2},"unversioned":1},"ordering.OrderCreated"]},
      "event@1 order-placed": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Line@1"}}}},
      "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"channel":{"enum":["store","web"]},"lines":{"list":"ordering.Line@2"}}}},
      "event ordering.OrderArchived": {"aggregate":"Order","retired":true},
      "event@1 ordering.OrderArchived": {"hash":"21770efbe70e879d","shape":{"fields":{"by":"string"}}},
      "state ordering.Order": {"aggregate":"Order"},
      "state@1 ordering.Order": {"hash":"b5d66a9dc4f592f5","shape":{"tagged":"is","variants":{"none":{"fields":{}},"open":{"fields":{"lines":{"list":"ordering.Line@2"}}}}}},
      "type ordering.Line": {},
      "type@1 ordering.Line": {"hash":"307bcc4dbc8bfa5d","shape":{"fields":{"price":"std.Money@1","sku":"string"}}},
      "type@2 ordering.Line": {"hash":"16a715878194373c","step":"inferred","shape":{"fields":{"next?":"ordering.Tree@1","price":"std.Money@1","sku":"string"}}},
      "type ordering.Tree": {},
      "type@1 ordering.Tree": {"hash":"8e8fd4b0901fa0f5","shape":{"fields":{"left?":"ordering.Tree@1","line":{"union":["null","ordering.Line@1"]},"right?":"ordering.Tree@1"}}},
      "type std.Money": {},
      "type@1 std.Money": {"hash":"ff6a98591ce3b7d8","shape":{"fields":{"amount":"decimal","currency":"string"}}},
      "metadata tenant": {"shape":"string"},
      "format": 1
    }
    "
  `);
});

test('its schema accepts it', () => {
  const lockSchema: unknown = JSON.parse(
    readFileSync(new URL('../../../schemas/meta/v1/lock.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv2020.default({ strict: true, allowUnionTypes: true }).compile(lockSchema as object);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  for (const broken of [
    text.replace('"format": 1', '"format": "1"'),
    text.replace('"hash"', '"hush"'),
    text.replace('"event@1', '"evnt@1'),
  ]) {
    expect(validate(JSON.parse(broken))).toBe(false);
  }
});

test('it is read back as what it was written from', () => {
  const lock = expectValue(parseLock(file));
  expect(lockText(lock)).toBe(text);
  expect(lock.isComplete).toBe(false);
});

test.each([
  ['line breaks of Windows', text.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${text}`],
  ['another layout', JSON.stringify(JSON.parse(text), undefined, 4)],
  ['lines in another order', `{\n${text.trim().split('\n').slice(1, -2).reverse().join('\n')}\n"format": 1 }`],
])('%s changes nothing', (_what, other) => {
  expect(lockText(expectValue(parseLock({ ...file, text: other })))).toBe(text);
});

test('everything a lock holds is released, and nothing without one', () => {
  const versions = model.contexts.flatMap(({ types, aggregates }): readonly ReleasableVersion[] => [
    ...types.flatMap((type) => type.versions),
    ...aggregates.flatMap(({ events, commands }) => [...events, ...commands].flatMap((each) => each.versions)),
    ...aggregates.flatMap(({ state }) => state?.versions ?? []),
  ]);
  const released = createReleases(model, expectValue(parseLock(file)));
  expect(versions.filter((each) => released.isDraft(each))).toEqual([]);
  const none = createReleases(model, undefined);
  const drafts = versions.filter((each) => none.isDraft(each));
  // Standard types are released with the package.
  expect(drafts).toHaveLength(versions.length - 1);
  for (const each of versions) expect(released.hashOf(each)).toBe(none.hashOf(each));
});

test('a type that changes makes a draft of everything that reaches it, and of nothing else', () => {
  const changed = bound(schema.replace('1: { sku: string, price', '1: { sku: uuid, price'), {
    metadata: { tenant: 'string' },
  });
  const { isDraft } = createReleases(changed, expectValue(parseLock(file)));
  const order1 = changed.contexts[0]?.aggregates[0];
  const drafts = [...(order1?.events ?? []), ...(order1?.commands ?? [])].flatMap(({ name, versions }) =>
    versions.filter(isDraft).map(({ schemaVersion }) => `${name} ${String(schemaVersion)}`),
  );
  // Version 2 reaches version 1 of the type through the tree alone.
  expect(drafts).toEqual(['OrderPlaced 1', 'OrderPlaced 2', 'PlaceOrder 1']);
});

function problems(spoilt: string): string {
  const result = parseLock({ ...file, text: spoilt });
  expect(result.ok).toBe(false);
  return printed(sortDiagnostics(locate(result.diagnostics)));
}

const line = (start: string): string => text.split('\n').find((each) => each.includes(`"${start}`)) ?? '';

describe('a lock is refused, and it is said where and why:', () => {
  test('marks of a merge', () => {
    const marked = text.replace(
      line('event@2'),
      `<<<<<<< HEAD\n${line('event@2')}\n=======\n${line('event@2')}\n>>>>>>> other`,
    );
    expect(problems(marked)).toMatchInlineSnapshot(`
      "error  lock/conflict-markers                                    varve.lock.json:7:1
         The lock holds marks of a merge that was not finished.

         5 |   "event order-placed": {"aggregate":"Order","name":"ordering.OrderPlaced","aliases":[{"name":"creat…
         6 |   "event@1 order-placed": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Li…
         7 | <<<<<<< HEAD
           | ^^^^^^^^^^^^
         8 |   "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"channel":…

         help   Keep the lines of both sides, each once, and remove the lines with <<<<<<<, ======= and >>>>>>>; their order does not matter."
    `);
  });

  test('a line that is there twice', () => {
    expect(problems(text.replace(line('event@2'), `${line('event@2')}\n${line('event@2')}`))).toMatchInlineSnapshot(`
      "error  lock/duplicate-entry                                     varve.lock.json:8:3
         The lock says event@2 order-placed twice.

         6 |   "event@1 order-placed": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Li…
         7 |   "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"channel":…
         8 |   "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"channel":…
           |   ^^^^^^^^^^^^^^^^^^^^^^
         9 |   "event ordering.OrderArchived": {"aggregate":"Order","retired":true},

         help   Two branches released the same. Keep what is stored already, and give the other a schema version of its own."
    `);
  });

  test('twice, in a layout of somebody else', () => {
    const twice = JSON.stringify(JSON.parse(text)).replace(
      '{"aggregate ordering.Order":',
      (start) => `{"aggregate ordering.Order":{"category":"x","id":[]},${start.slice(1)}`,
    );
    expect(problems(twice)).toContain('lock/duplicate-entry');
  });

  test('a comma that is missing, and a file that ends too soon', () => {
    expect(problems(text.replace('},\n', '}\n'))).toMatchInlineSnapshot(`
      "error  lock/not-json                                            varve.lock.json:3:3
         The lock cannot be read as JSON from here on.

         1 | {
         2 |   "aggregate ordering.Order": {"category":"ordering.orders","id":[["orderId","uuid"]]}
         3 |   "command ordering.PlaceOrder": {"aggregate":"Order"},
           |   ^
         4 |   "command@1 ordering.PlaceOrder": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"or…

         help   Take the file as it was committed last: git checkout -- varve.lock.json, then run varve release again."
    `);
    expect(problems(text.slice(0, 200))).toContain('lock/not-json');
    expect(problems('')).toContain('lock/not-json');
  });

  test('a format of later', () => {
    expect(problems(text.replace('"format": 1', '"format": 2, "new": {}'))).toMatchInlineSnapshot(`
      "error  lock/newer-format                                        varve.lock.json:20:3
         The lock has format 2; this varve knows formats up to 1.

         18 |   "type@1 std.Money": {"hash":"ff6a98591ce3b7d8","shape":{"fields":{"amount":"decimal","currency":"s…
         19 |   "metadata tenant": {"shape":"string"},
         20 |   "format": 2, "new": {}
            |   ^^^^^^^^
         21 | }

         help   Update varve to the release that wrote it."
    `);
  });

  test.each(['[]', '1', 'null', '{}', '{"format": 0}', '{"format": "1"}', '{"lockfileVersion": 3}'])(
    '%s is no lock',
    (other) => {
      expect(problems(other)).toContain('lock/no-lock');
    },
  );

  test('a shape changed by hand', () => {
    expect(problems(text.replace('"channel":', '"canal":'))).toMatchInlineSnapshot(`
      "error  lock/hash-misfit                                         varve.lock.json:7:3
         The entry event@2 order-placed of the lock has the hash 0bfac162f10c2706, but its shape has 38dc9dcec7fe1598.

         5 |   "event order-placed": {"aggregate":"Order","name":"ordering.OrderPlaced","aliases":[{"name":"creat…
         6 |   "event@1 order-placed": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Li…
         7 |   "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"canal":{"…
           |   ^^^^^^^^^^^^^^^^^^^^^^
         8 |   "event ordering.OrderArchived": {"aggregate":"Order","retired":true},

         help   It was changed by hand, or a merge lost a line. Take it, and the types it names, as they were committed last."
    `);
  });

  test('a type that is gone', () => {
    expect(problems(text.replace(`${line('type@1 ordering.Line')}\n`, ''))).toContain('lock/hash-misfit');
  });

  test.each([
    ['"event order-placed": {"aggregate":"Order"', '"event order-placed": {"agregate":"Order"'],
    ['"category":', '"cat":'],
    ['"id":[["orderId","uuid"]]', '"id":[["orderId","strin"]]'],
    ['"step":"inferred"', '"stop":"inferred"'],
    ['"hash":"', '"hash":"x'],
    ['{"lines":{"list":"ordering.Line@1"}}', '{"lines":{"list":"ordering.Line"}}'],
    ['"event@1 order-placed"', '"event@01 order-placed"'],
    ['"event@1 order-placed"', '"evnt@1 order-placed"'],
    ['"metadata tenant": {"shape":"string"}', '"metadata tenant": "string"'],
    ['"aliases":[', '"aliases":[1,'],
    ['"aggregate":"Order","retired":true', '"name":"x","aggregate":"Order"'],
  ])('%s as %s', (from, to) => {
    expect(text).toContain(from);
    expect(problems(text.replace(from, to))).toContain('lock/entry-misfit');
  });

  test('versions whose head is gone', () => {
    expect(problems(text.replace(`${line('event ordering.OrderArchived')}\n`, ''))).toMatchInlineSnapshot(`
      "error  lock/entry-misfit                                        varve.lock.json:8:3
         The entry event ordering.OrderArchived of the lock cannot be understood: the line that says what it belongs to is gone.

         6 |   "event@1 order-placed": {"hash":"9b31685db562fe5a","shape":{"fields":{"lines":{"list":"ordering.Li…
         7 |   "event@2 order-placed": {"hash":"0bfac162f10c2706","step":"inferred","shape":{"fields":{"channel":…
         8 |   "event@1 ordering.OrderArchived": {"hash":"21770efbe70e879d","shape":{"fields":{"by":"string"}}},
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         9 |   "state ordering.Order": {"aggregate":"Order"},

         help   Take the line as it was committed last; varve release writes it, and nobody else."
    `);
  });
});
