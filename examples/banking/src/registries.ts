/** What reads any log of this bank: for `varve verify --app src/registries.ts`. */
import { bankingRegistry } from './generated/banking/banking.js';

export const registries = [bankingRegistry] as const;
