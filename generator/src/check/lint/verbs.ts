/** Verbs that are hardly ever nouns, and what they are when it has happened. */
const plainVerbs: Readonly<Record<string, string>> = {
  accept: 'accepted',
  activate: 'activated',
  add: 'added',
  allocate: 'allocated',
  approve: 'approved',
  assign: 'assigned',
  begin: 'begun',
  cancel: 'cancelled',
  confirm: 'confirmed',
  create: 'created',
  deactivate: 'deactivated',
  decline: 'declined',
  delete: 'deleted',
  deliver: 'delivered',
  disable: 'disabled',
  enable: 'enabled',
  enroll: 'enrolled',
  expire: 'expired',
  fulfil: 'fulfilled',
  fulfill: 'fulfilled',
  merge: 'merged',
  modify: 'modified',
  notify: 'notified',
  pay: 'paid',
  publish: 'published',
  receive: 'received',
  register: 'registered',
  reject: 'rejected',
  remove: 'removed',
  rename: 'renamed',
  reopen: 'reopened',
  replace: 'replaced',
  resolve: 'resolved',
  revoke: 'revoked',
  select: 'selected',
  send: 'sent',
  submit: 'submitted',
  suspend: 'suspended',
  unassign: 'unassigned',
  verify: 'verified',
  withdraw: 'withdrawn',
};

/** Verbs that are nouns as well: only beside the name of the aggregate is it certain what they are. */
const ambiguousVerbs: Readonly<Record<string, string>> = {
  archive: 'archived',
  block: 'blocked',
  book: 'booked',
  change: 'changed',
  charge: 'charged',
  close: 'closed',
  complete: 'completed',
  dispatch: 'dispatched',
  lock: 'locked',
  open: 'opened',
  place: 'placed',
  refund: 'refunded',
  release: 'released',
  request: 'requested',
  reserve: 'reserved',
  return: 'returned',
  schedule: 'scheduled',
  ship: 'shipped',
  start: 'started',
  stop: 'stopped',
  transfer: 'transferred',
  update: 'updated',
};

const pastForms: ReadonlyMap<string, string> = new Map(
  [...Object.entries(plainVerbs), ...Object.entries(ambiguousVerbs)].map(([verb, past]) => [past, verb]),
);

/** `OrderPlaced` as order and placed; digits belong to the word before them. */
export function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]*[0-9]*/g) ?? [name];
}

/**
 * What happened, where a name says what to do: `OrderPlaced` for `PlaceOrder` and `OrderPlace`. `undefined` for every name
 * that is fine, and for every one that may be.
 */
export function pastTenseOf(name: string, aggregate: string): string | undefined {
  const words = wordsOf(name);
  const [first = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  const start = words.slice(0, -1);
  if (words.length < 2 || words.some(looksPast)) return undefined;
  const before = pastOf(first, rest.join('') === aggregate);
  if (before !== undefined) return `${rest.join('')}${before}`;
  const after = pastOf(last, start.join('') === aggregate);
  return after === undefined ? undefined : `${start.join('')}${after}`;
}

/** What to do, where a name says that it has happened to the aggregate: `PlaceOrder` for `OrderPlaced`. */
export function imperativeOf(name: string, aggregate: string): string | undefined {
  const words = wordsOf(name);
  const verb = pastForms.get((words.at(-1) ?? '').toLowerCase());
  const thing = words.slice(0, -1).join('');
  return verb === undefined || thing !== aggregate ? undefined : `${capital(verb)}${thing}`;
}

function pastOf(word: string, isBesideAggregate: boolean): string | undefined {
  const key = word.toLowerCase();
  const table = isBesideAggregate ? { ...plainVerbs, ...ambiguousVerbs } : plainVerbs;
  const past = Object.hasOwn(table, key) ? table[key] : undefined;
  return past === undefined ? undefined : capital(past);
}

// Any such word, also one that is a noun like feed, keeps a name from being found fault with.
function looksPast(word: string): boolean {
  return /ed$/i.test(word) || irregular.has(word.toLowerCase());
}

const irregular: ReadonlySet<string> = new Set(
  (
    'became become been begun began bought bound broken broke brought built came caught chosen come cut done drawn drew ' +
    'driven fallen fell felt forgotten found frozen gave given gone got grew grown had held hidden hit kept known laid led ' +
    'left lent let lost made meant met paid put quit read rebuilt reset resent rewritten risen rose run said sat seen sent ' +
    'set shown shrunk shut sold spent split spoken stolen stood struck stuck sunk swept taken taught thrown told took torn ' +
    'undone upheld was went were withdrawn withdrew withheld won worn written wrote'
  ).split(' '),
);

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
