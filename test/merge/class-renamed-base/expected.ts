import { OrderAggregate as Base, type OrderShipped } from '../generated/ordering/order.js';

export class PurchaseOrder extends Base {
	protected override onOrderPlaced = () => undefined;

	/** The parcel left the house. */
	protected onOrderShipped(event: OrderShipped): void {
		throw new Error('OrderShipped is not applied yet.');
	}
}
