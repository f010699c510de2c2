/** What reads the log of the benchmark: for `varve verify --app`. */
import { freightRegistry } from '../generated/freight/freight.js';

export const registries = [freightRegistry];
