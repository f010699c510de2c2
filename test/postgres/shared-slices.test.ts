import { sharedSlices } from '../faults/shared-slices.js';
import { testDatabase } from '../support/postgres/database.js';

const database = testDatabase('18');

sharedSlices(async () => database.url());
