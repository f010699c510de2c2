import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import type { UnitViewWork, ViewWork } from '../store/create-views.js';

const refuse = (): never => {
  throw new InvalidStoreArgumentError('view', 'is nothing that this store can hold');
};

/** Of a store whose capabilities say that it holds none. */
export const noViews: ViewWork & UnitViewWork = {
  findViews: refuse,
  findRows: refuse,
  queryRows: refuse,
  openView: refuse,
  holdView: refuse,
  writeRows: refuse,
  serveView: refuse,
  dropView: refuse,
};
