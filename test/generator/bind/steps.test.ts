import { describe, expect, test } from 'vitest';
import { config, event, findings, operations, upcast } from './bind-steps-yaml.js';
import { bound, expectFindings, order, ordering } from './bind-yaml.js';

describe('operations', () => {
  test('are what they say', () => {
    expect(operations('{ rename: { a: b }, copy: { a.b: c.d }, drop: [e, f], adopt: [g], custom: [h, i.j] }')).toEqual([
      { kind: 'rename', from: 'a', to: 'b' },
      { kind: 'copy', from: 'a.b', to: 'c.d' },
      { kind: 'drop', from: 'e' },
      { kind: 'drop', from: 'f' },
      { kind: 'adopt', to: 'g' },
      { kind: 'custom', to: 'h' },
      { kind: 'custom', to: 'i.j' },
    ]);
  });

  test('may be none at all', () => {
    expect(upcast('{}')).toMatchObject({ operations: [], isCustom: false, lossy: [] });
    expect(bound(event('upcast: {}, downcast: {}')).contexts[0]?.aggregates[0]?.events[0]?.versions[1]).toMatchObject({
      upcast: undefined,
      downcast: undefined,
    });
  });

  test('keep the order of the source, also of fields named by digits', () => {
    expect(operations('{ set: { b: x, 2: y, 1: z } }')).toMatchObject([{ to: 'b' }, { to: '2' }, { to: '1' }]);
  });

  test('are none where a function gives the whole value', () => {
    expect(upcast('{ custom: true }')).toMatchObject({ operations: [], isCustom: true });
    findings('{ «rename»: { a: b }, «custom»: true, «drop»: [c] }', [
      { code: 'bind/custom-not-alone', message: /^custom: true .* rename beside it/, mark: 0, related: [1] },
      { code: 'bind/custom-not-alone', message: /drop beside it/, mark: 2, related: [1] },
    ]);
  });

  test('say where they are', () => {
    const [set] = upcast('{ set: { b: x } }').operations;
    expect(set).toMatchObject({
      to: { place: { key: 'b', at: 'key', parent: { key: 'set', parent: { key: '2', parent: { key: 'upcast' } } } } },
      value: { place: { key: 'b', at: 'value' } },
    });
    const [drop] = upcast('{ drop: [a] }').operations;
    expect(drop).toMatchObject({ from: { place: { key: 0, at: 'value', parent: { key: 'drop' } } } });
  });
});

describe('paths', () => {
  const segments = (path: string): unknown => {
    const [operation] = upcast(`{ drop: [${JSON.stringify(path)}] }`).operations;
    return operation?.kind === 'drop' ? operation.from.segments.map((each) => ('name' in each ? each.name : 0)) : [];
  };

  test.each<[string, readonly unknown[]]>([
    ['a', ['a']],
    ['a.b.c', ['a', 'b', 'c']],
    ['lines.*.price', ['lines', 0, 'price']],
    ['*', [0]],
    ['*.*', [0, 0]],
    ['with blank.ünï', ['with blank', 'ünï']],
    ['a*', ['a*']],
    ['__proto__.constructor', ['__proto__', 'constructor']],
    ['$id', ['$id']],
    ['/a', ['a']],
    ['/a.b/c', ['a.b', 'c']],
    ['/a~1b/~0c/~01', ['a/b', '~c', '~1']],
    ['/lines/*/a.b', ['lines', 0, 'a.b']],
    ['/note?', ['note?']],
    ['/', ['']],
    ['//a', ['', 'a']],
  ])('%s', (path, expected) => {
    expect(segments(path)).toEqual(expected);
  });

  test.each<[string, string | RegExp | undefined]>([
    ['.a', /JSON Pointer/],
    ['a.', undefined],
    ['a..b', undefined],
    ['.', undefined],
    ['note?', 'Write note; a field whose name ends in ? is named by a JSON Pointer: /note?'],
    ['a?.b~/c?', /^Write a\.b~\/c; .*: \/a\?\/b~0~1c\?$/],
    ['lines[]', 'Write lines.*'],
    ['lines[*].price', 'Write lines.*.price'],
    ['lines[0].price', 'Write lines.*.price'],
    ['$.a.b', 'Write a.b'],
    ['/a~', /~0 is ~ and ~1 is \//],
    ['/a~2b', undefined],
  ])('%j is none', (path, help) => {
    const found = { code: 'bind/step-path', ...(help === undefined ? {} : { help }) };
    findings(`{ drop: [«${JSON.stringify(path)}»] }`, [found]);
  });

  test('are judged on both sides, in every operation', () => {
    findings(
      '{ rename: { «a?»: «b?» }, set: { «c?»: x }, fill: { «d?»: x }, map: { «e?»: { x: y }, f: { from: «g?», values: [[1, 2]] } }, convert: { «h?»: { by: first }, i: { from: «j?», by: first } }, adopt: [«k?»], custom: [«l?»] }',
      Array.from({ length: 10 }, () => ({ code: 'bind/step-path' })),
    );
  });
});

describe('a path', () => {
  test.each([
    ['{ set: { «b»: x }, custom: [«b»] }', 'The step assigns b twice.'],
    ['{ rename: { a: «b» }, copy: { c: «b» } }', 'The step assigns b twice.'],
    ['{ set: { «b.c»: x }, custom: [«/b/c»] }', 'The step assigns /b/c twice.'],
    ['{ fill: { «b.c»: x, «/b/c»: y } }', 'The step fills /b/c twice.'],
    ['{ map: { «b»: { x: y } }, convert: { «b»: { by: first } } }', 'The step assigns b twice.'],
    ['{ adopt: [«b», «b»] }', 'The step assigns b twice.'],
    ['{ rename: { «a»: b, «/a»: c } }', 'The step renames /a twice.'],
    ['{ drop: [«a.b», «a.b»] }', 'The step drops a.b twice.'],
  ])('is named once: %s', (step, message) => {
    findings(step, [{ code: 'bind/step-path-twice', message, mark: 1, related: [0] }]);
  });

  test('may be copied to several others, and be given a part of its own', () => {
    expect(operations('{ copy: { a: b, /a: c }, rename: { a: d }, set: { d.e: x } }')).toHaveLength(4);
  });

  test('may be filled besides, for where it would be absent', () => {
    expect(operations('{ rename: { a: b }, fill: { b: x } }')).toHaveLength(2);
  });

  test('is lost once', () => {
    expectFindings(event('downcast: { 2: { lossy: [«b», «b»] } }'), [
      { code: 'bind/step-path-twice', message: 'The step loses b twice.', mark: 1, related: [0] },
    ]);
  });
});

describe('steps stand under the newer of their versions', () => {
  test('in both directions', () => {
    const [first, second, third] =
      bound(
        order(
          'events: { E: { 1: {}, 2: {}, 3: {}, upcast: { 3: { drop: [a] } }, downcast: { 2: { drop: [b], lossy: [c] } } } }',
        ),
      ).contexts[0]?.aggregates[0]?.events[0]?.versions ?? [];
    expect([first?.upcast, first?.downcast, second?.upcast, third?.downcast]).toEqual(Array(4).fill(undefined));
    expect(third?.upcast?.operations).toMatchObject([{ kind: 'drop', from: { text: 'a' } }]);
    expect(second?.downcast).toMatchObject({ operations: [{ from: { text: 'b' } }], lossy: [{ text: 'c' }] });
  });

  test.each<[string, string]>([
    ['events', 'E version 1'],
    ['commands', 'E version 1'],
    ['types', 'E version 1'],
  ])('of %s', (section, owner) => {
    const body = '1: { a: string }, 2: { a: string }, upcast: { «1»: {}, «3»: {} }, downcast: { «1»: {}, «30»: {} }';
    expectFindings(order(`${section}: { E: { ${body} } }`), [
      {
        code: 'bind/step-without-predecessor',
        message: `${owner} has no version before it, so there is no upcast for it.`,
      },
      { code: 'bind/unknown-schema-version', message: 'E has no version 3; it has 1 and 2.' },
      { code: 'bind/step-without-predecessor', message: /no downcast/ },
      { code: 'bind/unknown-schema-version' },
    ]);
  });

  test('of the state in both forms', () => {
    expectFindings(order('state: { 1: {}, upcast: { «1»: {}, «2»: {} } }'), [
      { code: 'bind/step-without-predecessor', message: /^The state of Order version 1/ },
      { code: 'bind/unknown-schema-version' },
    ]);
    expectFindings(order('states: { tag: t, initial: a, 1: { a: {} }, downcast: { «2»: { custom: true } } }'), [
      { code: 'bind/unknown-schema-version' },
    ]);
  });

  test('and a step is judged whether or not its version exists', () => {
    expectFindings(order('events: { E: { 1: {}, upcast: { «2»: { drop: [«a?»] } } } }'), [
      { code: 'bind/unknown-schema-version' },
      { code: 'bind/step-path' },
    ]);
  });

  test('without any version one finding is enough', () => {
    expectFindings(order('events: { «E»: { upcast: { 2: {} } } }'), [{ code: 'bind/no-schema-version' }]);
  });
});

describe('steps of', () => {
  const facts = ['$recordedAt', '$eventId', '$streamVersion', '$metadata.tenant'];
  const body = (value: string): string =>
    `{ 1: { a: string }, 2: { b: string }, upcast: { 2: { set: { b: «${value}» } } } }`;

  test('commands know the identity, and nothing that is stored', () => {
    const [command] =
      bound(order(`commands: { C: ${body('$id.orderId').replaceAll(/[«»]/g, '')} }`)).contexts[0]?.aggregates[0]
        ?.commands ?? [];
    expect(command?.versions[1]?.upcast?.operations).toMatchObject([
      { value: { kind: 'fact', fact: { kind: 'id', part: 'orderId' } } },
    ]);
    for (const fact of facts) {
      expectFindings(
        order(`commands: { C: ${body(fact)} }`),
        [{ code: 'bind/fact-not-known-here', message: `${fact} is known of stored events only, not of a command.` }],
        config,
      );
    }
    expectFindings(order(`commands: { C: ${body('$id.x')} }`), [{ code: 'bind/fact-unknown' }]);
  });

  test.each([...facts, '$id.orderId'])('a way down of an event knows what is known before it is stored: %s', (fact) => {
    const events = (value: string): string =>
      order(`events: { E: { 1: { a: string }, 2: { b: string }, downcast: { 2: { set: { a: ${value} } } } } }`);
    if (['$recordedAt', '$streamVersion'].includes(fact)) {
      const message = `${fact} is not known yet when an event is written in an older version.`;
      expectFindings(events(`«${fact}»`), [{ code: 'bind/fact-not-known-yet', message }], config);
    } else expectFindings(events(fact), [], config);
  });

  test.each([...facts, '$id.orderId', '$anything', '$'])('types and states know nothing: %s', (fact) => {
    expectFindings(
      ordering(`types: { T: ${body(fact)} }`),
      [{ code: 'bind/fact-not-known-here', message: /not of a type\.$/ }],
      config,
    );
    expectFindings(
      order(`state: ${body(fact)}`),
      [{ code: 'bind/fact-not-known-here', message: /not of the state\.$/ }],
      config,
    );
  });

  test('types are part of their versions', () => {
    const [type] = bound(ordering(`types: { T: ${body('x').replaceAll(/[«»]/g, '')} }`)).contexts[0]?.types ?? [];
    expect(type?.versions.map((each) => each.upcast?.operations.length)).toEqual([undefined, 1]);
  });

  test('states are part of their versions', () => {
    const states = 'states: { tag: t, initial: a, 1: { a: {} }, 2: { a: {}, b: {} }, upcast: { 2: { custom: true } } }';
    const state = bound(order(states)).contexts[0]?.aggregates[0]?.state;
    expect(state?.versions.map((each) => each.upcast?.isCustom)).toEqual([undefined, true]);
  });
});
