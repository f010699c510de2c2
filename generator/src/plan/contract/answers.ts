import type { AggregateModel, CommandModel, EventModel } from '../../model/domain-model.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';

/** Members of a union of classes, `never` for none. */
export function unionOf(symbols: readonly Exported[], scope: ModuleScope): readonly string[] {
  return symbols.length === 0 ? ['never'] : symbols.map((symbol) => scope.type(symbol));
}

/** Whether anybody ever meets the event as itself. */
export const isEvolved = ({ ignored, becomes }: EventModel): boolean => ignored === undefined && becomes === undefined;

/** Classes of the events that a behaviour evolves. */
export function eventClasses({ events }: AggregateModel, names: AggregateNames): readonly Exported[] {
  return events.filter(isEvolved).map((event) => found(names.eventNames.get(event), event.name).messageClass);
}

/** Classes of the events that a command may lead to, and of the rejections it may meet. */
export function answersOf(
  command: CommandModel,
  aggregate: AggregateModel,
  names: AggregateNames,
): { readonly emits: readonly Exported[]; readonly rejects: readonly Exported[] } {
  const events = aggregate.events.filter((event) => command.emits.includes(event.name));
  const rejections = aggregate.rejections.filter((rejection) => command.rejects.includes(rejection.name));
  return {
    emits: events.map((event) => found(names.eventNames.get(event), event.name).messageClass),
    rejects: rejections.map((rejection) => found(names.rejectionNames.get(rejection), rejection.name).messageClass),
  };
}
