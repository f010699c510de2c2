import { Hono } from 'hono';
import type { Bank } from '../bank.js';
import type { Rates } from '../desk/rates.js';
import { ApproveTransfer, RequestTransfer } from '../generated/banking/transfer.js';
import { answer, etag } from './answers.js';
import { ProblemError } from './problem.js';
import { commandIn, idIn, optionsOf } from './request.js';

/** Transfers are asked for, and happen afterwards: whoever asks is told where to look. */
export function transferRoutes(bank: Bank, rates: Rates): Hono {
  const routes = new Hono();

  routes.put('/:transferId', async (c) => {
    const transferId = idIn(c, 'transferId');
    const { data } = await commandIn(c, RequestTransfer, { transferId, rate: '1' });
    const rate = rates(data.debit.currency, data.creditCurrency);
    if (rate === undefined) {
      throw new ProblemError({ status: 422, kind: 'no-rate', title: 'We do not deal in this currency.' });
    }
    const outcome = await bank.transfer.requestTransfer({ ...data, rate }, optionsOf(c, 'streamVersion'));
    return answer(c, outcome, { status: 202, location: `/transfers/${transferId}` });
  });

  routes.get('/:transferId', async (c) => {
    const { state, streamVersion } = await bank.transfer.load(idIn(c, 'transferId'));
    if (state.status === 'none') {
      throw new ProblemError({ status: 404, kind: 'not-found', title: 'There is no such transfer.' });
    }
    return c.json({ status: state.status, ...state.ended }, 200, { etag: etag(streamVersion) });
  });

  routes.post('/:transferId/approval', async (c) => {
    const { data } = await commandIn(c, ApproveTransfer, { transferId: idIn(c, 'transferId') });
    return answer(c, await bank.transfer.approveTransfer(data, optionsOf(c, 'streamVersion')));
  });

  return routes;
}
