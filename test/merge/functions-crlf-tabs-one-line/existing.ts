import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = { OrderPlaced: { 2: { total: () => 1 }, '3': (old) => old }, Merged: {} } as const satisfies OrderUpcasters; // mine
	const x = 1;
