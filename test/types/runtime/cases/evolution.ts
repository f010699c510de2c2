/** What must not compile in steps between schema versions, and in what users write for them. */
import { commandFromJson, createMemoryEventStore, type Registry } from '@varve/runtime';
import {
  decimal,
  defineEvent,
  integer,
  nextCommandVersion,
  nextVersion,
  optional,
  record,
  type Shape,
  type StoredFacts,
  text,
} from '@varve/runtime/codegen/v1';
import { verifyUpcasts } from '@varve/runtime/testing';
import { Closed, type OpenAccount } from '../../../runtime/sample/banking/account.js';
import type { AccountUpcasters } from '../../../runtime/sample/banking/account.upcasts.js';
import { type BankingContract, bankingRegistry, createBanking } from '../../../runtime/sample/banking/banking.js';
import { accountDecider } from '../../../runtime/sample/src/account.decider.js';
import { accountUpcasters, bankingTypeUpcasters } from '../../../runtime/sample/src/account.upcasters.js';

interface One {
  readonly n: number;
}
interface Two {
  readonly m: string;
  readonly note?: string;
}
interface Three {
  readonly m: string;
  readonly k: number;
}
const one: Shape<One> = record({ n: integer });
const two: Shape<Two> = record({ m: text, note: optional(text) });
const three: Shape<Three> = record({ m: text, k: integer });
const hash = 'a';

export const versions = {
  1: { shape: one, hash },
  2: nextVersion(one, {
    shape: two,
    hash,
    upcast: (old) => ({ m: String(old.n) }),
    downcast: (newer) => ({ n: Number(newer.m) }),
  }),
  3: nextVersion(two, { shape: three, hash, draft: true, upcast: ({ m }, stored) => ({ m, k: stored.streamVersion }) }),
} as const;

// @ts-expect-error the result lacks a field
nextVersion(two, { shape: three, upcast: ({ m }: Two) => ({ m }) });
// @ts-expect-error the result has a field of another type
nextVersion(one, { shape: two, upcast: ({ n }: One) => ({ m: n }) });
// @ts-expect-error an optional field is absent, never undefined
nextVersion(one, { shape: two, upcast: ({ n }: One) => ({ m: String(n), note: undefined }) });
// @ts-expect-error a step is synchronous
nextVersion(one, { shape: two, upcast: async ({ n }: One) => ({ m: String(n) }) });
// @ts-expect-error the old value is of another version
nextVersion(one, { shape: two, upcast: (old: Three) => ({ m: old.m }) });
// @ts-expect-error a field that the old version does not have
nextVersion(one, { shape: two, upcast: (old) => ({ m: old.m }) });
// @ts-expect-error there is no step
nextVersion(one, { shape: two });
// @ts-expect-error a step down leads to the version before
nextVersion(one, { shape: two, upcast: ({ n }: One) => ({ m: String(n) }), downcast: ({ m }: Two) => ({ m }) });
// @ts-expect-error nobody knows a fact of that name
nextVersion(one, { shape: two, upcast: (_old: One, stored: { readonly colour: string }) => ({ m: stored.colour }) });
// @ts-expect-error old data is read-only
nextVersion(one, { shape: two, upcast: (old) => ({ m: String((old.n = 1)) }) });
// @ts-expect-error a released version is not marked at all
nextVersion(one, { shape: two, draft: false, upcast: ({ n }: One) => ({ m: String(n) }) });

interface Functions {
  readonly letter: (old: Two) => string;
}
export const withFunctions = nextVersion(two, {
  shape: two,
  upcast: (old: Two, _stored: StoredFacts<{ readonly id: string }>, custom: Functions) => ({ m: custom.letter(old) }),
});
export const command = nextCommandVersion(one, {
  shape: two,
  upcast: ({ n }, custom: Functions) => ({ m: custom.letter({ m: `${n}` }) }),
});
const threeParameters = (_old: One, stored: StoredFacts, _custom: Functions): Two => ({ m: stored.recordedAt });
// @ts-expect-error a command knows no stored facts
nextCommandVersion(one, { shape: two, upcast: threeParameters });
// @ts-expect-error the result does not fit
nextCommandVersion(one, { shape: two, upcast: ({ n }: One) => ({ n }) });

class Counted {
  static readonly type = 'a.Counted';
  readonly type = 'a.Counted';
  readonly data: Three = { m: '', k: 1 };
}
const counted = { type: 'a.Counted', name: 'Counted', messageClass: Counted } as const;
export const event = defineEvent<Counted, 3>({ ...counted, schemaVersion: 3, versions });
// @ts-expect-error the latest version has the shape of another one
defineEvent<Counted, 2>({ ...counted, schemaVersion: 2, versions: { 1: versions[1], 2: versions[2] } });
// @ts-expect-error the latest version is missing
defineEvent<Counted, 4>({ ...counted, schemaVersion: 4, versions });

const { Merged, ...withoutMerged } = accountUpcasters;
// @ts-expect-error a function is missing
export const missing: AccountUpcasters = withoutMerged;
export const wrongChannel = {
  ...accountUpcasters,
  // @ts-expect-error no such channel
  Opened: { 3: { channel: () => 'fax' } },
} satisfies AccountUpcasters;
export const wrongPart = {
  ...accountUpcasters,
  // @ts-expect-error what it becomes is given in a version that was not said
  Merged: { becomes: () => [{ type: 'banking.Withdrawn', schemaVersion: 2, data: { cents: 1 } }] },
} satisfies AccountUpcasters;
export const asynchronous = {
  ...accountUpcasters,
  // @ts-expect-error functions are synchronous
  OpenAccount: { 3: { channel: async () => 'web' } },
} satisfies AccountUpcasters;

const store = createMemoryEventStore();
const types = { banking: bankingTypeUpcasters };
const { decider } = { decider: accountDecider };
export const banking = createBanking({ store, account: { decider, upcasters: accountUpcasters }, types });
// @ts-expect-error steps of the aggregate need functions
createBanking({ store, account: { decider }, types });
// @ts-expect-error steps of types need functions
createBanking({ store, account: { decider, upcasters: accountUpcasters } });
// @ts-expect-error the registry is read with functions
verifyUpcasts(bankingRegistry, []);

const registry: Registry<BankingContract> = bankingRegistry({ account: accountUpcasters, types });
const taken = commandFromJson(registry, { type: 'banking.OpenAccount', schemaVersion: 1, data: {} });
export const holder: string = taken.data.holder;
export const sure: OpenAccount = taken;
const sent = commandFromJson(registry, { type: String(holder), schemaVersion: 1, data: {} });
export const who: string = sent.type === 'banking.OpenAccount' ? sent.data.holder : sent.data.accountId;
// @ts-expect-error it may be any command of the context
export const unsure: OpenAccount = sent;
// @ts-expect-error a command says its schema version
commandFromJson(registry, { type: 'banking.OpenAccount', data: {} });
// @ts-expect-error a replaced event is none that a decider evolves
export const handlers: (typeof accountDecider)['evolve'] = { ...accountDecider.evolve, Merged: () => ({ story: [] }) };
export const still = [Closed, Merged, decimal, withoutMerged];
