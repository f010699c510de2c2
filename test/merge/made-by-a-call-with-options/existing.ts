import { createDecider } from './create.js';

export const orderDecider = createDecider({ strict: true });
