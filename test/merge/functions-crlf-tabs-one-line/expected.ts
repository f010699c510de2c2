import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = { OrderPlaced: { 2: { total: () => 1,
	'destination.code'(old, stored) {
		// Return destination.code.
		return unwritten(old, stored);
	},
}, '3': (old) => old,
	downcasts: {
		2: {
			note(old, stored) {
				// Return note.
				return unwritten(old, stored);
			},
		},
	},
}, Merged: {
	becomes(old, stored) {
		// Return becomes.
		return unwritten(old, stored);
	},
},
	PlaceOrder: {
		2: {
			channel(old, stored) {
				// Return channel.
				return unwritten(old, stored);
			},
		},
	},
} as const satisfies OrderUpcasters; // mine
	const x = 1;
