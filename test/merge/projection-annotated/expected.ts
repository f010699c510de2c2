import type { OrderSummaryHandlers as Handlers } from '../generated/ordering/order-summary.js';

export const rows: Handlers = {
	'payments.PaymentTaken': async (event, row, { unit }) => {
		await unit.handle(event, row);
	},
	// Change the row after OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
	OrderPlaced(_event, _row) {
		throw new Error('ordering.OrderSummary does not handle OrderPlaced yet.');
	},
};
