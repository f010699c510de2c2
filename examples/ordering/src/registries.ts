/** What reads any log of this application: for `varve verify --app src/registries.ts`. */
import { orderingRegistry } from './generated/ordering/ordering.js';

export const registries = [orderingRegistry];
