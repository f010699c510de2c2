import type { OrderSummaryHandlers as Handlers } from '../generated/ordering/order-summary.js';

export const rows: Handlers = {
	'payments.PaymentTaken': async (event, row, { unit }) => {
		await unit.handle(event, row);
	}
};
