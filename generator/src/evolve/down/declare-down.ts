/** What a step down says: what its author declared, and before that what follows from the step up. */
import { atKey, type Place } from '../../diagnostics/place.js';
import type { StepModel, StepOperation, StepPath } from '../../model/step-model.js';
import type { Declaring } from '../declared/declare.js';
import { sourceOf } from '../declared/declarations.js';
import { startsWith, type Path } from '../paths/path.js';
import { walkPath } from '../paths/walk-path.js';
import type { StepTask } from '../step-task.js';
import { reverseOperation } from './reverse-operation.js';

/** One of two paths leads to the other, or through it. */
const isRelated = (left: Path, right: Path): boolean => startsWith(left, right) || startsWith(right, left);

const targetOf = (operation: StepOperation): Path =>
  (operation.kind === 'drop' ? operation.from : operation.to).segments;

/** `up` is the step up between the same two versions. */
export function declareDown(up: StepTask, declared: StepModel | undefined): Declaring {
  const made = (up.declared?.operations ?? []).filter(({ kind }) => kind !== 'drop' && kind !== 'fill');
  const isUnknown = up.declared?.isCustom === true;
  const unlike: readonly Path[] = isUnknown ? [[]] : made.map(targetOf);
  const taken = made.filter(
    ({ kind }) => kind === 'rename' || kind === 'map' || kind === 'convert' || kind === 'custom',
  );
  const mustComeBack: readonly Path[] = isUnknown
    ? [[]]
    : taken.flatMap((operation) => {
        const source = sourceOf(operation);
        return source === undefined ? [] : [source.segments];
      });
  const reversed = made.flatMap((operation) => {
    const back = reverseOperation(operation, up);
    if (back === undefined) return [];
    // Its mistakes are those of the step down, not of the one it was made of.
    return declared === undefined ? [back] : [placedAt(back, atKey(declared.place))];
  });
  return {
    operations: [...(declared?.operations ?? []), ...reversed.filter((operation) => isOpen(operation, declared))],
    lossy: declared?.lossy ?? [],
    unlike,
    mustComeBack,
    mayGo: (path) => declared === undefined || !carries(path, { up, unlike, made }),
  };
}

function placedAt(operation: StepOperation, place: Place): StepOperation {
  const path = (written: StepPath): StepPath => ({ ...written, place });
  switch (operation.kind) {
    case 'rename':
    case 'copy':
      return { ...operation, from: path(operation.from), to: path(operation.to) };
    case 'map':
      return { ...operation, from: operation.from && path(operation.from), to: path(operation.to), place };
    case 'convert':
      return { ...operation, from: path(operation.from), to: path(operation.to), place };
    case 'drop':
      return { ...operation, from: path(operation.from) };
    case 'set':
    case 'fill':
    case 'adopt':
    case 'custom':
      return { ...operation, to: path(operation.to) };
  }
}

/** Whether an author left to inference what an operation says. */
function isOpen(operation: StepOperation, declared: StepModel | undefined): boolean {
  if (declared === undefined) return true;
  const source = sourceOf(operation)?.segments ?? [];
  const isAssigned = declared.operations.some((said) => {
    return said.kind !== 'drop' && isRelated(targetOf(said), targetOf(operation));
  });
  const isUsed = declared.operations.some((said) => {
    const used = said.kind === 'rename' || said.kind === 'drop' ? sourceOf(said) : undefined;
    return used !== undefined && isRelated(used.segments, source);
  });
  return !isAssigned && !isUsed && !declared.lossy.some(({ segments }) => isRelated(segments, source));
}

interface Carrying {
  readonly up: StepTask;
  readonly unlike: readonly Path[];
  readonly made: readonly StepOperation[];
}

/** Whether a path of the newer shape holds something that the older one had, and the newer one has nowhere else. */
function carries(path: Path, { up, unlike, made }: Carrying): boolean {
  const isKept = (old: Path): boolean =>
    walkPath(up.to.type, old, up.model).kind === 'found' && !unlike.some((other) => startsWith(old, other));
  const isHeir = made.some((operation) => {
    if (operation.kind !== 'rename' && operation.kind !== 'map' && operation.kind !== 'convert') return false;
    const source = sourceOf(operation);
    return isRelated(operation.to.segments, path) && source !== undefined && !isKept(source.segments);
  });
  const isSame =
    walkPath(up.from.type, path, up.model).kind === 'found' && !unlike.some((other) => startsWith(path, other));
  return isHeir || isSame;
}
