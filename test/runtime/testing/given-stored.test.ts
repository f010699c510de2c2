import { describe, expect, test } from 'vitest';
import { given } from '../../../runtime/src/testing/given.js';
import { custom } from '../evolution/banking-kit.js';
import { account } from '../sample/banking/account.js';
import { accountDecider } from '../sample/src/account.decider.js';

const accounts = () => given(account, accountDecider, { custom });
const deposited = { type: 'banking.Deposited', schemaVersion: 1, data: { cents: 1250 } };
const openedAt = '2019-12-31T23:00:00Z';
const opened = {
  type: 'banking.Opened',
  schemaVersion: 2,
  data: { holder: 'Ada', limit: { amount: '5' }, openedAt },
};

describe('what a step takes from a stored event may be said in a story:', () => {
  test('its metadata, or none', () => {
    accounts()
      .stored({ ...deposited, metadata: { actor: 'ann' } })
      .stored(deposited)
      .thenState({ holder: undefined, story: ['deposited 12.50 by ann', 'deposited 12.50 by unknown'] });
  });

  test('when it was recorded, or what the clock says', () => {
    accounts()
      .stored({ ...opened, recordedAt: openedAt })
      .stored(opened)
      .thenState({ holder: 'Ada', story: ['opened 5 branch', 'opened 5 web'] });
  });

  test('metadata that does not fit is refused as in a log', () => {
    const crooked = accounts().stored({ ...deposited, metadata: { actor: 7 } });
    expect(() => crooked.thenState({ holder: undefined, story: [] })).toThrow('/metadata/actor');
  });
});
