import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { projectionStore } from '../projection/projection-store.js';
import type { AnyProcess, BoundProcess } from './bound-process.js';
import type { ProcessContract, ProcessDefinition } from './contract.js';
import type { FindOptions, InstancePage, InstanceReport, ListOptions } from './instance-report.js';
import { setUpReading } from './process-setup.js';
import { findInstance, type InstancesSource, listInstances } from './read-instances.js';

/** The instances of a process, for looking at. */
export interface ProcessInstances<C extends ProcessContract> {
  /** `undefined` where nothing has started one. @throws StoredEventError */
  find(id: C['id'], options?: FindOptions): Promise<ProcessInstance<C> | undefined>;
  /** Page by page. @throws InvalidUseError */
  list(options?: ListOptions): Promise<InstancePage>;
}

/** One instance as it stands. */
export type ProcessInstance<C extends ProcessContract> = Omit<InstanceReport, 'id' | 'state'> & {
  readonly id: C['id'];
  readonly state: C['state'];
};

/** @throws InvalidUseError for a process that the context was not opened with */
export function openProcess<C extends ProcessContract>(
  context: Context,
  definition: ProcessDefinition<C>,
): ProcessInstances<C>;
export function openProcess(context: Context, definition: AnyProcess): object {
  const bound = context.processes.find((each) => each.definition === definition);
  if (bound === undefined) throw new InvalidUseError(`The context was opened without ${definition.name}.`);
  let opened: InstancesSource | undefined;
  // Looked for when it is needed: commands of the context are handled on stores, too, that cannot run its processes.
  const source = (): InstancesSource => (opened ??= sourceOf(context, bound));
  return {
    find: async (id: unknown, options: FindOptions = {}) => findInstance(source(), id, options),
    list: async (options: ListOptions = {}) => listInstances(source(), options),
  };
}

function sourceOf(context: Context, bound: BoundProcess): InstancesSource {
  const { store, now } = context.settings;
  const setup = setUpReading(bound, context);
  return { setup, store: projectionStore(store, setup.name, ''), now };
}
