import type { AggregateModel, CommandModel, EventModel } from '../../model/domain-model.js';
import { camelCase } from '../../naming/letter-case.js';
import type { AggregateNames, MessageNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { StepsFile } from './step-context.js';

export type MessageModel = EventModel | CommandModel;

/** The file of an aggregate's steps. */
export interface Upcasts extends StepsFile {
  readonly aggregate: AggregateModel;
  readonly names: AggregateNames;
  /** Type of the stored facts. */
  readonly facts: () => string;
}

export const isEvent = (message: MessageModel): message is EventModel => 'aliases' in message;

export const messageNamesOf = (message: MessageModel, names: AggregateNames): MessageNames =>
  found(isEvent(message) ? names.eventNames.get(message) : names.commandNames.get(message), message.name);

/** Property of the functions for types beside those of the aggregates. */
export const typesKey = (aggregates: readonly AggregateModel[]): string =>
  aggregates.some(({ name }) => camelCase(name) === 'types') ? 'typeUpcasters' : 'types';
