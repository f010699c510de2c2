/** What reads any log of this application: for `varve verify --app src/registries.ts`. */
import { orderingRegistry } from './generated/ordering/ordering.js';
import { orderUpcasters } from './order/order.upcasters.js';
import { orderingTypeUpcasters } from './ordering/types.upcasters.js';

const ordering = orderingRegistry({ order: orderUpcasters, types: { ordering: orderingTypeUpcasters } });

export const registries = [ordering] as const;
