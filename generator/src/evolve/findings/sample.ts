import { yamlText } from './yaml-text.js';
import type { StepTask } from '../step-task.js';
import type { FieldModel, TypeModel } from '../../model/type-model.js';
import { membersOf, nameless } from '../shapes/open-type.js';

/** A value that fits a type, to stand in help; `undefined` where any would be invented. */
export function sample(type: TypeModel, { model }: StepTask): string | undefined {
  const members = membersOf(type, model).map((member) => nameless(member, model));
  if (members.some(({ kind }) => kind === 'null')) return 'null';
  const [only] = members;
  switch (only?.kind) {
    case 'enum':
      return only.members[0] === undefined ? undefined : yamlText(only.members[0]);
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    case 'scalar':
      return samples.get(only.scalar);
    default:
      return undefined;
  }
}

const samples: ReadonlyMap<string, string> = new Map([
  ['string', 'unknown'],
  ['boolean', 'false'],
  ['integer', '0'],
  ['number', '0'],
  ['bigint', "'0'"],
  ['decimal', "'0'"],
  ['timezone', 'UTC'],
  ['duration', 'PT0S'],
  ['json', 'null'],
]);

/** A value for a new field: its default, what is stored with an event, or any that fits. */
export function sampleOrFact(field: FieldModel, task: StepTask): SampleValue | undefined {
  const { type, defaultValue } = field;
  if (typeof defaultValue === 'string') return sampleOf(yamlText(defaultValue));
  if (typeof defaultValue === 'number' || typeof defaultValue === 'boolean') return sampleOf(String(defaultValue));
  const only = nameless(type, task.model);
  const isTime = only.kind === 'scalar' && (only.scalar === 'instant' || only.scalar === 'datetime');
  if (isTime && task.kind === 'event' && task.direction === 'up') return { value: '$recordedAt', isFact: true };
  const value = sample(type, task);
  return value === undefined ? undefined : sampleOf(value);
}

export interface SampleValue {
  readonly value: string;
  readonly isFact: boolean;
}

const sampleOf = (value: string): SampleValue => ({ value, isFact: false });
