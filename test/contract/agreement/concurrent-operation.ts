import fc from 'fast-check';
import { append, type Operation, operation, type UnitOperation, unitOperation } from './operation.js';

/**
 * Questions whose answers are the same as if one had been asked after the other, in some order. A read inside a unit is
 * not: in PostgreSQL others may write beside it what it has already read.
 */
const writesOfUnits: ReadonlySet<UnitOperation['kind']> = new Set(['append', 'put-document', 'delete-document']);

const unit: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constant('transact'),
  operations: fc.array(
    unitOperation.filter(({ kind }) => writesOfUnits.has(kind)),
    { minLength: 1, maxLength: 3 },
  ),
  throws: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});

const alone: ReadonlySet<Operation['kind']> = new Set([
  'read-stream',
  'delete-stream',
  'archive-stream',
  'truncate-stream',
  'restore-stream',
  'find-document',
  'find-outcome',
]);

export const concurrentOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: append },
  { weight: 3, arbitrary: unit },
  { weight: 3, arbitrary: operation.filter(({ kind }) => alone.has(kind)) },
);
