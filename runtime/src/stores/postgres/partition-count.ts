import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { assertCount } from '../../store/storable-text.js';

const mostPartitions = 256;

/** @throws InvalidStoreArgumentError for a number of parts that events cannot lie in */
export function checkPartitions(partitions: number): void {
  assertCount('partitions', partitions, 2);
  if (partitions > mostPartitions) throw new InvalidStoreArgumentError('partitions', `are more than ${mostPartitions}`);
}

/** @param standing 0 for one table @throws InvalidStoreArgumentError for a number of parts that is not theirs */
export function refuseOtherPartitions(standing: number, wanted: number | undefined): void {
  if (wanted === undefined || standing === wanted) return;
  const lie = standing === 0 ? 'in one table' : `in ${standing} parts`;
  throw new InvalidStoreArgumentError('partitions', `is ${wanted}, but the events lie ${lie} and stay there`);
}
