/** An operation of a step up as one of the step down, where nothing is lost on the way there and back. */
import type { DomainModel } from '../../model/domain-model.js';
import type { StepOperation } from '../../model/step-model.js';
import type { EnumType, TypeModel } from '../../model/type-model.js';
import { walkPath } from '../paths/walk-path.js';
import type { Path } from '../paths/path.js';
import { openType } from '../shapes/open-type.js';
import type { StepTask } from '../step-task.js';

/** `up` is the task of the step up. */
export function reverseOperation(operation: StepOperation, up: StepTask): StepOperation | undefined {
  switch (operation.kind) {
    case 'rename':
      return { kind: 'rename', from: operation.to, to: operation.from };
    case 'map':
      return reverseMap(operation, up);
    case 'convert': {
      const { by, from, to, place } = operation;
      if (by.name !== 'minor-units') return undefined;
      const back = { name: 'from-minor-units', scale: by.scale, round: 'exact' } as const;
      return { kind: 'convert', to: from, from: to, by: back, otherwise: undefined, place };
    }
    case 'copy':
    case 'set':
    case 'fill':
    case 'drop':
    case 'adopt':
    case 'custom':
      return undefined;
  }
}

type MapOperation = Extract<StepOperation, { readonly kind: 'map' }>;

/** Renamed members go back to their old names, as long as no two became one and none was new. */
function reverseMap(operation: MapOperation, { model, from, to }: StepTask): StepOperation | undefined {
  const source = operation.from ?? operation.to;
  const old = closedEnum(from.type, source.segments, model);
  const next = closedEnum(to.type, operation.to.segments, model);
  if (old === undefined || next === undefined || operation.otherwise !== undefined) return undefined;
  const renamed = new Map(operation.entries.map((entry) => [entry.old, entry.new]));
  const results = old.members.map((member) => renamed.get(member) ?? member);
  const isOneToOne = new Set(results).size === next.members.length && results.length === next.members.length;
  if (!isOneToOne || !operation.entries.every((entry) => typeof entry.old === 'string')) return undefined;
  const entries = operation.entries.map((entry) => ({ old: entry.new, new: entry.old, place: entry.place }));
  return { kind: 'map', to: source, from: operation.to, entries, otherwise: undefined, place: operation.place };
}

function closedEnum(type: TypeModel, path: Path, model: DomainModel): EnumType | undefined {
  const walked = walkPath(type, path, model);
  const found = walked.kind === 'found' ? openType(walked.type, model).type : undefined;
  return found?.kind === 'enum' && !found.open ? found : undefined;
}
