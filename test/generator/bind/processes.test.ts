import { describe, expect, test } from 'vitest';
import { expectFindings, order, ordering } from './bind-yaml.js';
import { bills, closing, process } from './process-yaml.js';

const both = { 'a.yaml': closing(), 'b.yaml': bills };

describe('a process', () => {
  test('knows its events, and what each is to it', () => {
    expect(process(closing())).toMatchObject({
      ...{ context: 'ordering', name: 'Closing', description: undefined, errors: undefined, within: undefined },
      ...{ sends: [], refusals: [], timeouts: [], sources: ['schemas/test.yaml'] },
      events: [
        { name: 'OrderClosed', source: { kind: 'id', part: 'orderId' }, starts: false, on: false, ends: true },
        { name: 'OrderPlaced', starts: true, on: false, ends: false },
      ],
    });
  });

  test('has streams that are read and evolved as a state that is the truth is', () => {
    expect(process(closing()).streams).toMatchObject({
      ...{ name: 'Closing', category: 'ordering.closing', style: 'process', persistence: 'state' },
      id: [{ name: 'id', type: { kind: 'scalar', scalar: 'uuid' } }],
      state: { versions: [{ schemaVersion: 1 }] },
    });
  });

  test('keeps everything it says', () => {
    const said = {
      correlate: '{ OrderPlaced: $id.orderId, billing.BillPaid: orderId, OrderClosed: $id.orderId }',
      on: '[billing.BillPaid, CloseOrder/TooLate, billing.PayBill/NoMoney]',
      sends: '[CloseOrder, billing.PayBill]',
      timeouts:
        '{ late: { after: P1M, description: Nobody paid. }, due: { at: $state.dueAt }, deep: { at: $state.dates.second }, open: {} }',
      errors: '{ retry: 2, then: park }',
      within: 'P7D',
      description: 'Closes orders.',
    };
    expect(process({ 'a.yaml': closing(said), 'b.yaml': bills })).toMatchObject({
      ...{ description: 'Closes orders.', within: 'P7D', errors: { retry: 2, outcome: 'park' } },
      events: [{ name: 'OrderClosed' }, { name: 'OrderPlaced' }, { name: 'billing.BillPaid', on: true }],
      sends: [{ name: 'CloseOrder' }, { name: 'billing.PayBill' }],
      refusals: [
        { name: 'CloseOrder/TooLate', rejection: { name: 'TooLate' } },
        { name: 'billing.PayBill/NoMoney', sent: { name: 'billing.PayBill' } },
      ],
      timeouts: [
        { name: 'deep', due: { kind: 'at', path: ['dates', 'second'] } },
        { name: 'due', due: { kind: 'at', path: ['dueAt'] } },
        { name: 'late', due: { kind: 'after', duration: 'P1M' }, description: 'Nobody paid.' },
        { name: 'open', due: { kind: 'free' } },
      ],
    });
  });

  test('may stand in a context that has nothing else', () => {
    const alone =
      'varve: 1\ncontext: dunning\nprocesses: { Dunning: { correlate: { billing.BillPaid: $id.billId }, starts: [billing.BillPaid], state: { 1: {} } } }';
    expect(process({ 'a.yaml': alone, 'b.yaml': bills })).toMatchObject({ context: 'dunning' });
  });
});

describe('names of events and commands', () => {
  test.each([
    ['{ OrderPlaced: $id.orderId, OrderClosed: $id.orderId, «OrderClozed»: by }', 'Did you mean OrderClosed?'],
    ['{ OrderPlaced: $id.orderId, OrderClosed: $id.orderId, «BillPaid»: by }', 'Did you mean billing.BillPaid?'],
    ['{ OrderPlaced: $id.orderId, OrderClosed: $id.orderId, «ordering.OrderClosed»: by }', 'Did you mean OrderClosed?'],
  ])('%s', (correlate, help) => {
    expectFindings({ ...both, 'a.yaml': closing({ correlate }) }, [{ code: 'bind/process-of-unknown-event', help }]);
  });

  test.each(['starts', 'on', 'ends'])('one that is nothing is the whole of the mistake under %s', (section) => {
    const names = section === 'starts' ? '[OrderPlaced, «OrderLost»]' : '[OrderClosed, «OrderLost»]';
    expectFindings(closing({ [section]: names }), [{ code: 'bind/process-of-unknown-event' }]);
  });

  test.each([
    ['OrderHidden', /skipped/],
    ['OrderMerged', /read as other events/],
  ])('refuses %s, which nobody reads', (name, message) => {
    const correlate = `{ OrderPlaced: $id.orderId, OrderClosed: $id.orderId, «${name}»: $id.orderId }`;
    expectFindings(closing({ correlate }), [{ code: 'bind/process-of-unread-event', message }]);
  });

  test('refuses facts', () => {
    const facts = order(`facts: true
events: { OrderPlaced: { 1: {} } }
commands: { Place: { emits: [OrderPlaced], 1: {} } }
state: { 1: {} }
processes: { P: { correlate: { OrderPlaced: $id.orderId, «OrderFact»: $id.orderId }, starts: [OrderPlaced], state: { 1: {} } } }`);
    expectFindings(facts, [{ code: 'bind/process-of-unread-event', message: /a fact/ }]);
  });

  test.each([
    ['[«ClozeOrder»]', 'Did you mean CloseOrder?'],
    ['[«PayBill»]', 'Did you mean billing.PayBill?'],
    ['[billing.«PayBil»]'.replace('billing.«', '«billing.'), 'Did you mean billing.PayBill?'],
  ])('commands: %s', (sends, help) => {
    expectFindings({ ...both, 'a.yaml': closing({ sends }) }, [{ code: 'bind/process-of-unknown-command', help }]);
  });

  test('says nothing of what is broken itself', () => {
    const broken = order(`events: { OrderPlaced: { 1: {}, «3»: {} } }
commands: { Place: { emits: [OrderPlaced], 1: {}, «3»: {} } }
processes: { P: { correlate: { OrderPlaced: $id.orderId }, starts: [OrderPlaced], sends: [Place], state: { 1: {} } } }`);
    expectFindings(broken, [{ code: 'bind/schema-version-gap' }, { code: 'bind/schema-version-gap' }]);
  });

  test('refuses what is listed twice', () => {
    expectFindings(closing({ starts: '[OrderPlaced, «OrderPlaced»]' }), [{ code: 'bind/listed-twice' }]);
    expectFindings(closing({ sends: '[CloseOrder, «CloseOrder»]' }), [{ code: 'bind/listed-twice' }]);
    const on = '[CloseOrder/TooLate, «CloseOrder/TooLate»]';
    expectFindings(closing({ sends: '[CloseOrder]', on }), [{ code: 'bind/listed-twice' }]);
  });
});

describe('what belongs together', () => {
  test('an event that is reacted to is correlated', () => {
    const correlate = '{ OrderPlaced: $id.orderId }';
    expectFindings(closing({ correlate, ends: '[«OrderClosed»]' }), [{ code: 'bind/event-not-correlated' }]);
    expectFindings(closing({ correlate, ends: '[OrderPlaced]', on: '[«OrderClosed»]' }), [
      { code: 'bind/event-not-correlated', message: /under on/ },
    ]);
    const nothing = { correlate: '{ OrderClosed: $id.orderId }', starts: '[«OrderPlaced»]' };
    expectFindings(closing(nothing), [{ code: 'bind/event-not-correlated' }]);
  });

  test('an event that is correlated is reacted to', () => {
    const correlate = '{ OrderPlaced: $id.orderId, «OrderClosed»: $id.orderId }';
    expectFindings(closing({ correlate, ends: '[OrderPlaced]' }), [{ code: 'bind/correlated-for-nothing' }]);
  });

  test.each([
    ['«orderId»', 'Did you mean $id.orderId?'],
    ['«$id.order»', 'Did you mean $id.orderId?'],
    ['«custmer»', 'Did you mean customer?'],
  ])('the id is something that the event has: %s', (path, help) => {
    const correlate = `{ OrderPlaced: ${path}, OrderClosed: customer }`;
    expectFindings(closing({ correlate }), [{ code: 'bind/correlated-unknown', help }]);
  });

  test.each([
    ['note', /optional/],
    ['gap', /may be null/],
    ['raw', /bytes/],
  ])('the id is one that tells instances apart: %s', (path, message) => {
    const correlate = `{ OrderPlaced: «${path}», OrderClosed: $id.orderId }`;
    expectFindings(closing({ correlate }), [{ code: 'bind/correlated-misfit', message }]);
  });

  test('an enum and a number may be one', () => {
    const starts = { ends: '[OrderPlaced]' };
    expectFindings(closing({ ...starts, correlate: '{ OrderPlaced: channel }' }), []);
    expectFindings(closing({ ...starts, correlate: '{ OrderPlaced: number }' }), []);
  });

  test('the id is of one type in all events', () => {
    const correlate = '{ OrderPlaced: $id.orderId, OrderClosed: «by» }';
    expectFindings(closing({ correlate }), [
      { code: 'bind/correlated-differently', message: /by string in OrderClosed, and by uuid in OrderPlaced/ },
    ]);
    expectFindings(closing({ correlate: '{ OrderPlaced: customer, OrderClosed: $id.orderId }' }), []);
  });
});

describe('refusals', () => {
  test('are of commands that it sends', () => {
    expectFindings(closing({ on: '[«CloseOrder/TooLate»]' }), [{ code: 'bind/refusal-of-unsent-command' }]);
    expectFindings(closing({ on: '[«CloseOrdr/TooLate»]', sends: '[CloseOrder]' }), [
      { code: 'bind/refusal-of-unsent-command', help: 'Did you mean CloseOrder?' },
    ]);
  });

  test.each([
    ['TooLat', 'Did you mean TooLate?'],
    ['Never', 'It has TooLate, Closed.'],
  ])('are ones that the command may meet, unlike %s', (name, help) => {
    const given = { sends: '[CloseOrder]', on: `[«CloseOrder/${name}»]` };
    expectFindings(closing(given), [{ code: 'bind/refusal-unknown', help }]);
  });

  test('a command that does not exist is reported once', () => {
    const given = { sends: '[«Nothing»]', on: '[Nothing/TooLate]' };
    expectFindings(closing(given), [{ code: 'bind/process-of-unknown-command' }]);
  });
});

describe('time', () => {
  test.each(['3 days', 'P', '-P3D', 'P3', ''])('refuses "%s" for a duration', (text) => {
    const timeouts = `{ late: { after: «"${text}"» } }`;
    expectFindings(closing({ timeouts }), [{ code: 'bind/timeout-without-duration' }]);
    expectFindings(closing({ within: `«"${text}"»` }), [{ code: 'bind/timeout-without-duration' }]);
  });

  test('a timeout has one time', () => {
    const timeouts = '{ late: { after: P3D, «at»: $state.dueAt } }';
    expectFindings(closing({ timeouts }), [{ code: 'bind/timeout-twice' }]);
  });

  test.each([
    ['$state.count', /which is integer/],
    ['$state.dueIt', /no field of the state/],
    ['dueAt', /no field of the state/],
    ['$state.', /no field of the state/],
    ['$state.dates', /which is/],
    ['$state.dates.count', /which is integer/],
    ['$state.dates.third', /no field of the state/],
  ])('%s is no instant of the state', (path, message) => {
    expectFindings(closing({ timeouts: `{ late: { at: «${path}» } }` }), [
      { code: 'bind/timeout-at-no-instant', message },
    ]);
  });
});

describe('names that meet', () => {
  test.each([
    [
      'an aggregate',
      order(
        'events: { A: { 1: {} } }\nprocesses: { «Order»: { correlate: { A: $id.orderId }, starts: [A], state: { 1: {} } } }',
      ),
    ],
    [
      'an event',
      order(
        'events: { A: { 1: {} } }\nprocesses: { «A»: { correlate: { A: $id.orderId }, starts: [A], state: { 1: {} } } }',
      ),
    ],
    [
      'what it notes',
      order(
        'events: { «PReacted»: { 1: {} } }\nprocesses: { P: { correlate: { PReacted: $id.orderId }, starts: [PReacted], state: { 1: {} } } }',
      ),
    ],
    [
      'the type of its state',
      order(
        'types: { «PState»: string }\nevents: { A: { 1: {} } }\nprocesses: { P: { correlate: { A: $id.orderId }, starts: [A], state: { 1: {} } } }',
      ),
    ],
  ])('a process and %s', (_what, text) => {
    expectFindings(text, [{ code: 'bind/name-taken' }]);
  });

  test('an aggregate is not called Processes: its context has an option of that name', () => {
    expectFindings(ordering('aggregate: «Processes»\nid: { a: uuid }\nevents: { A: { 1: {} } }'), [
      { code: 'bind/name-not-usable' },
    ]);
  });

  test('a broken version of the state is found where it stands', () => {
    expectFindings(closing({ state: '{ 1: {}, «3»: {} }' }), [{ code: 'bind/schema-version-gap' }]);
  });
});
