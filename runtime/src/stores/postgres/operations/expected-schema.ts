import type { SchemaDescription } from './describe-schema.js';

export const expectedSchema: SchemaDescription = {};
