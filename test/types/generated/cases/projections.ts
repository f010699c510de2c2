/** Handlers of projections, as users write them, and what a context with projections takes and gives. */
import type { Decimal, ProjectionStore } from '@varve/runtime';
import type { OrderDecider, OrderUpcasters } from '../../../golden/projections/expected/src/generated/ordering/order.js';
import type { ChannelsHandlers } from '../../../golden/projections/expected/src/generated/ordering/channels.js';
import type { OpenOrdersHandlers } from '../../../golden/projections/expected/src/generated/ordering/open-orders.js';
import type { OrderSummary, OrderSummaryHandlers } from '../../../golden/projections/expected/src/generated/ordering/order-summary.js';
import { createOrdering, type Ordering } from '../../../golden/projections/expected/src/generated/ordering/ordering.js';
import type { TimelineHandlers } from '../../../golden/projections/expected/src/generated/ordering/timeline.js';
import { createReports } from '../../../golden/projections/expected/src/generated/reports/reports.js';
import { revenueHandlers } from '../../../golden/projections/expected/src/revenue/revenue.projection.js';

declare const zero: Decimal;
