import { OrderAggregate as Base } from '../generated/ordering/order.js';

export class PurchaseOrder extends Base {
	protected override onOrderPlaced = () => undefined;
}
