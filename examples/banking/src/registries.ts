/** What reads any log of this bank: for `varve verify --app src/registries.ts`. */
import { accountUpcasters } from './account/account.upcasters.js';
import { bankingRegistry } from './generated/banking/banking.js';

export const registry = bankingRegistry({ account: accountUpcasters });

export const registries = [registry] as const;
