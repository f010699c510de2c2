import type { report } from '../bind/bind-messages.js';
import type { processMessages } from '../bind/process/process-messages.js';
import { beside, log, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<typeof report.table, keyof typeof processMessages>;

const events = [
  'events:',
  '  OrderPlaced: { 1: { customer: uuid, note?: string, total: decimal } }',
  '  OrderClosed: { 1: { by: string } }',
];

const billing = [
  'varve: 1',
  'context: billing',
  'aggregate: Bill',
  'id: { billId: uuid }',
  'events: { BillPaid: { 1: { orderId: uuid, order: integer } } }',
  'commands: { PayBill: { emits: [BillPaid], rejects: [NoMoney], 1: { orderId: uuid } } }',
  'rejections: { NoMoney: {} }',
];

/** The events, a process of them, and another context with a command and an event of its own. */
const process = (...lines: readonly string[]): Example =>
  beside(
    log(...events, 'processes:', '  Closing:', ...lines.map((line) => `    ${line}`)),
    'schemas/bill.yaml',
    ...billing,
  );

const placed = 'correlate: { OrderPlaced: $id.orderId }';
const paid = 'correlate: { OrderPlaced: $id.orderId, billing.BillPaid: orderId }';
const starts = 'starts: [OrderPlaced]';
const sends = 'sends: [billing.PayBill]';
const state = 'state: { 1: { count: integer, dueAt?: instant } }';

/** Processes: which events, which instance, what is sent and waited for. */
export const bindProcesses: Explanations<Codes> = {
  'process-of-unknown-event': {
    title: 'A process names an event that does not exist.',
    why: 'It would wait for it for ever.',
    fix: 'Correct the name. Events of another context are named with it, as in payments.PaymentTaken.',
    bad: process('correlate: { OrderPlaced: $id.orderId, BillPaid: orderId }', starts, 'ends: [BillPaid]', state),
    good: process(paid, starts, 'ends: [billing.BillPaid]', state),
  },
  'process-of-unread-event': {
    title: 'A process names an event that nobody ever reads.',
    why: 'An ignored event is skipped, one that others took the place of is read as those, and where the state is the truth events are sent and not kept.',
    fix: 'Name the events that it is read as, or another one.',
    bad: log(
      'events: { OrderPlaced: { ignored: By mistake., 1: {} } }',
      `processes: { Closing: { ${placed}, ${starts}, ${state} } }`,
    ),
    good: log(
      'events: { OrderPlaced: { retired: Since 2026., 1: {} } }',
      `processes: { Closing: { ${placed}, ${starts}, ${state} } }`,
    ),
  },
  'process-of-unknown-command': {
    title: 'A process sends a command that does not exist.',
    why: 'Nobody would handle it.',
    fix: 'Correct the name. Commands of another context are named with it, as in shipping.Ship.',
    bad: process(placed, starts, 'sends: [PayBill]', state),
    good: process(placed, starts, sends, state),
  },
  'event-not-correlated': {
    title: 'A process reacts to an event, and nothing says which of its instances that concerns.',
    why: 'Each order, or whatever it is about, has an instance of its own: an event must lead to one of them.',
    fix: 'Say under correlate where the id is: a field of the event, or $id. and a part of its identity.',
    bad: process(placed, starts, 'ends: [OrderClosed]', state),
    good: process(
      'correlate: { OrderPlaced: $id.orderId, OrderClosed: $id.orderId }',
      starts,
      'ends: [OrderClosed]',
      state,
    ),
  },
  'correlated-for-nothing': {
    title: 'An event stands under correlate and nowhere else.',
    why: 'It neither starts nor ends an instance, and no handler is told of it: something was forgotten.',
    fix: 'Add it under starts, on or ends, or remove it.',
    bad: process(paid, starts, state),
    good: process(paid, starts, 'on: [billing.BillPaid]', state),
  },
  'correlated-unknown': {
    title: 'The id of an instance comes from something that the event does not have.',
    why: 'Every event must lead to one instance.',
    fix: 'Name a required field of the newest version of the event, or $id. and a part of its identity.',
    bad: process('correlate: { OrderPlaced: orderId }', starts, state),
    good: process(placed, starts, state),
  },
  'correlated-misfit': {
    title: 'The id of an instance comes from something that cannot be an identity.',
    why: 'Each instance has a stream, whose name its id is a part of: it has one spelling and is always there.',
    fix: 'Take a required field that is a uuid, a string, an integer or an enum.',
    bad: process('correlate: { OrderPlaced: total }', starts, state),
    good: process('correlate: { OrderPlaced: customer }', starts, state),
  },
  'correlated-differently': {
    title: 'The id of an instance is of one type in this event and of another in that.',
    why: 'Values of two types never lead to the same instance.',
    fix: 'Take fields of one type.',
    bad: process(
      'correlate: { OrderPlaced: $id.orderId, billing.BillPaid: order }',
      starts,
      'ends: [billing.BillPaid]',
      state,
    ),
    good: process(paid, starts, 'ends: [billing.BillPaid]', state),
  },
  'refusal-of-unsent-command': {
    title: 'A process waits for the refusal of a command that it does not send.',
    why: 'It hears of its own commands only.',
    fix: 'Add the command under sends, or remove the refusal.',
    bad: process(placed, starts, 'on: [billing.PayBill/NoMoney]', state),
    good: process(placed, starts, sends, 'on: [billing.PayBill/NoMoney]', state),
  },
  'refusal-unknown': {
    title: 'A process waits for a rejection that the command never meets.',
    why: 'The handler would never be called.',
    fix: 'Name one of the rejections that stand under rejects of the command.',
    bad: process(placed, starts, sends, 'on: [billing.PayBill/NoMony]', state),
    good: process(placed, starts, sends, 'on: [billing.PayBill/NoMoney]', state),
  },
  'timeout-twice': {
    title: 'A timeout is due after a while and at an instant.',
    why: 'It happens once, so that it has one time.',
    fix: 'Keep after or at. A handler may set it to any time later.',
    bad: process(placed, starts, 'timeouts: { late: { after: P3D, at: $state.dueAt } }', state),
    good: process(placed, starts, 'timeouts: { late: { after: P3D } }', state),
  },
  'timeout-without-duration': {
    title: 'A duration is none.',
    why: 'It is added to a time, so that it has to be exact.',
    fix: 'Write it as ISO 8601 does, such as P3D, PT1H30M or P1M.',
    bad: process(placed, starts, 'timeouts: { late: { after: 3 days } }', state),
    good: process(placed, starts, 'timeouts: { late: { after: P3D } }', state),
  },
  'timeout-at-no-instant': {
    title: 'A timeout is due at something that is no instant of the state.',
    why: 'Only an instant is a moment.',
    fix: 'Name a field of the newest version of the state that is an instant. Where it has no value, the timeout is not set.',
    bad: process(placed, starts, 'timeouts: { late: { at: $state.count } }', state),
    good: process(placed, starts, 'timeouts: { late: { at: $state.dueAt } }', state),
  },
};
