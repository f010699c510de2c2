import type { AggregateModel, EventModel, MessageVersionModel, StateVersionModel } from '../../model/domain-model.js';
import type { Evolution, VersionSteps } from '../../model/evolution-model.js';
import { camelCase } from '../../naming/letter-case.js';
import type { AggregateNames, MessageNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { isState, type VersionedModel } from '../names/step-names.js';
import type { StepsFile } from './step-context.js';

export type MessageModel = VersionedModel;

/** The file of an aggregate's steps. */
export interface Upcasts extends StepsFile {
  readonly aggregate: AggregateModel;
  readonly names: AggregateNames;
  /** Type of the stored facts. */
  readonly facts: () => string;
}

export const isEvent = (message: MessageModel): message is EventModel => 'aliases' in message;

/** Property under which the functions for a state stand; names of messages begin with a capital letter. */
const stateKey = 'state';

export const keyOf = (message: MessageModel): string => (isState(message) ? stateKey : message.name);

export function messageNamesOf(message: MessageModel, names: AggregateNames): Pick<MessageNames, 'versions'> {
  if (isState(message)) return found(names.stateNames?.stored, stateKey);
  return found(isEvent(message) ? names.eventNames.get(message) : names.commandNames.get(message), message.name);
}

/** Whether its steps are given what is known of the stored event: a state may lie in one, as a fact. */
export const hasFacts = (message: MessageModel, { fact }: AggregateModel): boolean =>
  isEvent(message) || (isState(message) && fact !== undefined);

export const stepsOfVersion = (
  { messages, states }: Evolution,
  each: MessageVersionModel | StateVersionModel,
): VersionSteps | undefined => ('shape' in each ? messages.get(each) : states.get(each));

/** Property of the functions for types beside those of the aggregates. */
export const typesKey = (aggregates: readonly AggregateModel[]): string =>
  aggregates.some(({ name }) => camelCase(name) === 'types') ? 'typeUpcasters' : 'types';
