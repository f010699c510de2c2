import { describe, expect, test } from 'vitest';
import { ExpectationError } from '../../../runtime/src/testing/expectation-error.js';
import { given } from '../../../runtime/src/testing/given.js';
import { account, OpenAccount } from '../../golden/stored-states/expected/src/generated/bank/account.js';
import { meter, ReadMeter } from '../../golden/stored-states/expected/src/generated/bank/meter.js';
import {
  CloseProfile,
  NameTaken,
  NoteProfile,
  OpenProfile,
  profile,
  ProfileClosed,
  ProfileOpened,
  ProfileRenamed,
  RenameProfile,
} from '../../golden/stored-states/expected/src/generated/bank/profile.js';
import {
  accountDecider,
  accountId,
  customerId,
  holder,
  Meter,
  profileDecider,
  profileUpcasters,
} from '../facts/bank-kit.js';

const profiles = () => given(profile, profileDecider, { custom: { profile: profileUpcasters } });
const open = { is: 'open', name: 'Ann', note: '', points: 0n } as const;
const rename = (name: string) => RenameProfile.of({ customerId, name });

/** What an expectation fails with. */
function failed(expectation: () => unknown): ExpectationError {
  try {
    expectation();
  } catch (error) {
    if (error instanceof ExpectationError) return error;
    throw error;
  }
  throw new Error('The expectation held.');
}

describe('a story of a state that is the truth', () => {
  test('begins with the initial state, and goes on with what each command leads to', () => {
    profiles()
      .thenState({ is: 'none' })
      .when(OpenProfile.of({ customerId, name: 'Ann' }))
      .then([ProfileOpened.of({ name: 'Ann' })])
      .thenState(open)
      .when(rename('Bea'))
      .then([ProfileRenamed.of({ name: 'Bea', before: 'Ann' })])
      .when(CloseProfile.of({ customerId }))
      .then([ProfileClosed.of()])
      .thenState(({ is }) => is === 'closed');
  });

  test('may begin with another state, or with one as older code stored it', () => {
    profiles().state(open).when(rename('Ann')).thenNothing().thenState(open);
    profiles()
      .stored({ schemaVersion: 1, state: { is: 'open', name: 'Ann' } })
      .thenState({ ...open, note: 'from version 1' })
      .when(rename('taken'))
      .thenRejected(NameTaken.of({ name: 'taken', limit: '1.50' }));
  });

  test('knows a change without events from nothing to do', () => {
    const noted = () =>
      profiles()
        .state(open)
        .when(NoteProfile.of({ customerId, note: 'n', points: 2n }));
    noted()
      .then([])
      .thenState({ ...open, note: 'n', points: 2n });
    expect(failed(() => noted().thenNothing()).message).toContain('nothing to do');
  });

  test('fails where something else comes of it', () => {
    const renamed = () => profiles().state(open).when(rename('Bea'));
    failed(() => renamed().then([]));
    failed(() => renamed().then([ProfileRenamed.of({ name: 'Zoe' })]));
    failed(() => renamed().thenRejected(NameTaken.of({ name: 'Bea', limit: '1.50' })));
    failed(() => renamed().thenState(open));
    failed(() => renamed().thenThrows('illegal-transition'));
  });

  test('meets the checks of a store: transitions, preconditions, shapes and constraints', () => {
    profiles().when(CloseProfile.of({ customerId })).thenThrows('illegal-transition').thenState({ is: 'none' });
    profiles()
      .state(open)
      .when(OpenProfile.of({ customerId, name: 'Zoe' }))
      .thenNothing();
    profiles()
      .when(NoteProfile.of({ customerId, note: 'n', points: 1n }))
      .thenNothing();
    profiles()
      .when(OpenProfile.of({ customerId, name: 'n'.repeat(21) }))
      .thenThrows('invalid-message');
    expect(() => profiles().state({ ...open, name: 'n'.repeat(21) })).toThrow(/\/name/);
    expect(() => profiles().stored({ schemaVersion: 3, state: { is: 'none' } })).toThrow(/newer than this code/);
  });
});

describe('a story of an aggregate with facts', () => {
  test('fails where the state is not as declared, as its fact would', () => {
    const evolve = {
      ...accountDecider.evolve,
      AccountOpened: () => Object.assign({ status: 'open' as const, holder, balance: 0n }, { balance: 'x' }),
    };
    const broken = Object.assign({ ...accountDecider }, { evolve });
    given(account, broken).when(OpenAccount.of({ accountId, holder })).thenThrows('invalid-message');
  });

  test('looks at what a class gives of itself', () => {
    class Broken extends Meter {
      protected override toSnapshot() {
        return Object.assign({ last: 0 }, { last: 'much' });
      }
    }
    const read = ReadMeter.of({ street: 's', number: 1, value: 4 });
    given(meter, Broken).when(read).thenThrows('invalid-message');
    given(meter, Meter)
      .when(read)
      .thenState(({ last }) => last === 4);
  });
});
