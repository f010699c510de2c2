import { describe, expect, test } from 'vitest';
import { imperativeOf, pastTenseOf, wordsOf } from '../../../generator/src/check/lint/verbs.js';

test.each([
  ['OrderPlaced', ['Order', 'Placed']],
  ['PDFSent', ['PDF', 'Sent']],
  ['OrderV2Placed', ['Order', 'V2', 'Placed']],
  ['A', ['A']],
  ['Order2', ['Order2']],
])('%s has the words %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

describe('what is named like something to be done', () => {
  test.each([
    ['CreateUser', 'Order', 'UserCreated'],
    ['UserCreate', 'Order', 'UserCreated'],
    ['SendWelcomeMail', 'Order', 'WelcomeMailSent'],
    ['PlaceOrder', 'Order', 'OrderPlaced'],
    ['OrderPlace', 'Order', 'OrderPlaced'],
    ['OrderUpdate', 'Order', 'OrderUpdated'],
    ['ShipPurchaseOrder', 'PurchaseOrder', 'PurchaseOrderShipped'],
    ['PayInvoice', 'Order', 'InvoicePaid'],
    ['WithdrawOffer', 'Order', 'OfferWithdrawn'],
  ])('%s of %s', (name, aggregate, past) => {
    expect(pastTenseOf(name, aggregate)).toBe(past);
  });
});

describe('good names of events, and those nobody can be sure about', () => {
  test.each([
    ...[
      'OrderPlaced',
      'OrderPaid',
      'MoneyWithdrawn',
      'EmailSent',
      'ParcelLost',
      'ItemSold',
      'PasswordReset',
      'PriceSet',
    ],
    ...['LimitHit', 'RoleGiven', 'ChosenByCustomer', 'SeatTaken', 'UserWentOffline', 'CardSwiped', 'BedFreed'],
    ...[
      'NameChange',
      'MoneyTransfer',
      'ProductReturn',
      'PullRequest',
      'UpdateAvailable',
      'ReturnLabelReady',
      'ShipOut',
    ],
    ...[
      'OrderLine',
      'ChangeOfAddress',
      'TransferLimit',
      'RequestTimeout',
      'OpenTicket',
      'StartOfDay',
      'ReleaseCandidate',
    ],
    ...['Created', 'Create', 'OutOfStock', 'Overdue', 'Feed', 'CreateFailed', 'AddressAdded', 'AddFeed', 'Addition'],
    ...['Registration', 'RegisterOpened', 'Tostring', 'ConstructorToString', 'Heartbeat', 'Payday', 'SenderKnown'],
  ])('%s', (name) => {
    expect(pastTenseOf(name, 'Order')).toBeUndefined();
  });
});

describe('commands', () => {
  test.each([
    ['OrderPlaced', 'Order', 'PlaceOrder'],
    ['OrderSent', 'Order', 'SendOrder'],
    ['PurchaseOrderCancelled', 'PurchaseOrder', 'CancelPurchaseOrder'],
  ])('%s is named like an event', (name, aggregate, imperative) => {
    expect(imperativeOf(name, aggregate)).toBe(imperative);
  });

  test.each(['PlaceOrder', 'MarkPaid', 'FlagBlocked', 'Placed', 'LineAdded', 'OrderReset', 'SetCompleted', 'Order'])(
    '%s may be fine',
    (name) => {
      expect(imperativeOf(name, 'Order')).toBeUndefined();
    },
  );
});
