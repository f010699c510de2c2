import { Hono } from 'hono';
import type { Bank } from '../bank.js';
import { MoveCustomer, RegisterCustomer } from '../generated/banking/customer.js';
import { answer, etag } from './answers.js';
import { ProblemError } from './problem.js';
import { commandIn, idIn, optionsOf, requireIfMatch } from './request.js';

/** Customers, whose state is the truth: an ETag is the revision of their document. */
export function customerRoutes(bank: Bank): Hono {
  const routes = new Hono();

  routes.put('/:customerId', async (c) => {
    const customerId = idIn(c, 'customerId');
    const { data } = await commandIn(c, RegisterCustomer, { customerId });
    const outcome = await bank.customer.registerCustomer(data, optionsOf(c, 'revision'));
    return answer(c, outcome, { status: 201, tag: 'none' });
  });

  routes.get('/:customerId', async (c) => {
    const { state, revision } = await bank.customer.load(idIn(c, 'customerId'));
    if (state.status === 'unknown') {
      throw new ProblemError({ status: 404, kind: 'not-found', title: 'There is no such customer.' });
    }
    return c.json({ name: state.name, address: state.address }, 200, { etag: etag(revision) });
  });

  routes.put('/:customerId/address', async (c) => {
    requireIfMatch(c);
    const { data } = await commandIn(c, MoveCustomer, { customerId: idIn(c, 'customerId') });
    return answer(c, await bank.customer.moveCustomer(data, optionsOf(c, 'revision')), { tag: 'none' });
  });

  routes.get('/:customerId/accounts', async (c) => {
    const { rows } = await bank.projections.accountBalance.query({ where: { customerId: idIn(c, 'customerId') } });
    return c.json({ accounts: rows });
  });

  return routes;
}
