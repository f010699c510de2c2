import { nobody, type Owner } from './testimony.js';

/** Whose streams there are: nobody's and two tenants', all under the same names. */
export const owners: readonly [Owner, ...Owner[]] = [nobody, 'north', 'south'];

export const ownerAt = (index: number): Owner => owners[index % owners.length] ?? nobody;

/** Of each owner. */
export const streamCount = 40;
