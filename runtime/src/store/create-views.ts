import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import { type CheckedQuery, checkQuery } from './check-view-query.js';
import { type CheckedChange, type CheckedPlace, checkChanges, checkPlaces } from './check-view-rows.js';
import type { StoreGate } from './store-gate.js';
import type { UnitSteps } from './unit-guard.js';
import type { ViewGeneration, ViewRow, ViewShape, Views, ViewWriting } from './view.js';
import { assertViewName, columnsOf, copyShape } from './view-columns.js';
import { readableName } from './view-name.js';

type Answer<T> = T | Promise<T>;
type FoundRows = readonly (ViewRow | undefined)[];

/** A store's work with views. Arguments were checked before, and are nobody else's. */
export interface ViewWork {
  findViews(name: string): Answer<readonly ViewGeneration[]>;
  findRows(view: ViewShape, places: readonly CheckedPlace[]): Answer<FoundRows>;
  queryRows(view: ViewShape, query: CheckedQuery): Answer<readonly ViewRow[]>;
  openView(view: ViewShape): Answer<ViewGeneration>;
}

/** The same of a unit. */
export interface UnitViewWork {
  holdView(name: string, how: 'shared' | 'alone'): Answer<readonly ViewGeneration[]>;
  findRows(view: ViewShape, places: readonly CheckedPlace[]): Answer<FoundRows>;
  writeRows(view: ViewShape, changes: readonly CheckedChange[]): Answer<void>;
  serveView(view: ViewShape): Answer<void>;
  dropView(name: string, hash: string): Answer<void>;
}

/** Views of a handle, the store's own (empty) or a tenant's: everything checked. */
export function createViews({ enter }: StoreGate, work: ViewWork, tenant: string): Views {
  return {
    async findViews(name) {
      enter();
      assertViewName('name', name);
      return work.findViews(name);
    },
    async findRows(view, keys) {
      enter();
      const places = checkPlaces(
        view,
        keys.map((key) => ({ key })),
        tenant,
      );
      return work.findRows(view, places);
    },
    async queryRows(view, query) {
      enter();
      return work.queryRows(view, checkQuery(view, query));
    },
    async openView(view) {
      enter();
      columnsOf(view);
      readableName(view.name);
      return work.openView(copyShape(view));
    },
  };
}

/** The same of a unit, each step guarded. */
export function createViewWriting({ step }: UnitSteps, work: UnitViewWork, tenant: string): ViewWriting {
  return {
    holdView: (name, how) =>
      step(() => {
        assertViewName('name', name);
        if (how !== 'shared' && how !== 'alone')
          throw new InvalidStoreArgumentError('how', 'is neither shared nor alone');
        return work.holdView(name, how);
      }),
    findRows: (view, places) => step(() => work.findRows(view, checkPlaces(view, places, tenant))),
    writeRows: (view, changes) => step(() => work.writeRows(view, checkChanges(view, changes, tenant))),
    serveView: (view) =>
      step(() => {
        columnsOf(view);
        refuseTenant(tenant, 'serveView');
        return work.serveView(view);
      }),
    dropView: (name, hash) =>
      step(() => {
        assertViewName('name', name);
        assertViewName('hash', hash);
        refuseTenant(tenant, 'dropView');
        return work.dropView(name, hash);
      }),
  };
}

function refuseTenant(tenant: string, what: string): void {
  if (tenant !== '') throw new InvalidStoreArgumentError(what, 'is for all tenants, and this is the handle of one');
}
