import { onTestFinished } from 'vitest';
import {
  type Application,
  type ApplicationOptions,
  openApplication,
} from '../../../runtime/src/application/application.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import { createBank, type ProjectingBank, type Projections, quick } from './bank-context.js';

/** An application of the bank alone, stopped after the test. */
export async function running(bank: ProjectingBank, options: Partial<ApplicationOptions> = {}): Promise<Application> {
  const application = openApplication({
    contexts: { bank },
    ...options,
    keep: { ...quick, ...options.keep },
  });
  onTestFinished(() => application.stop());
  await application.start();
  return application;
}

/** A bank on a fresh store, closed after the test. */
export async function openBank<U extends Unit>(
  open: () => Promise<FullEventStore<U>>,
  given: Partial<Projections<U>> = {},
): Promise<{ readonly store: FullEventStore<U>; readonly bank: ProjectingBank }> {
  const store = await open();
  onTestFinished(() => store.close());
  return { store, bank: createBank({ store }, given) };
}
