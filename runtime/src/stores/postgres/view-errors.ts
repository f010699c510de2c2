import { MaintenanceRefusedError } from '../../errors/maintenance-refused-error.js';
import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { ViewMissingError } from '../../errors/view-errors.js';
import type { ViewShape } from '../../store/view.js';
import { type SqlFailure, sqlFailureOf } from './sql-failure.js';

type Named = Pick<ViewShape, 'name' | 'hash'>;

/** What PostgreSQL raises where rows of views are concerned; `undefined` for everything else. */
export function rowErrorOf(error: unknown, { name, hash }: Named): Error | undefined {
  const isGone = failureOf(error)?.sqlState === '42P01';
  return isGone ? new ViewMissingError(name, hash, { cause: error }) : undefined;
}

function failureOf(error: unknown): SqlFailure | undefined {
  return sqlFailureOf(error) ?? (error instanceof Error ? sqlFailureOf(error.cause) : undefined);
}

/** What it raises where their tables are. */
export function tableErrorOf(error: unknown, { name }: Pick<Named, 'name'>, place: string): Error | undefined {
  const failure = failureOf(error);
  const options = { cause: error };
  switch (failure?.sqlState) {
    case '42501':
      return new MaintenanceRefusedError(
        place,
        [
          `This user may not change tables of views, and ${name} needs that. The owner of the store’s tables may, and who is in the role for maintenance: open the view there once, or grant this user that role (varve roles).`,
        ],
        options,
      );
    case '2BP01':
      return new MaintenanceRefusedError(
        place,
        [`Something else in the database was made of view ${name}, and has to go before it changes: ${failure.detail}`],
        options,
      );
    case 'VR010':
      return new InvalidStoreArgumentError(
        'view.name',
        `${name} needs the name ${failure.detail}, which something has`,
      );
    default:
      return undefined;
  }
}
