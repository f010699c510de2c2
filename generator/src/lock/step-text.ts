/** The canonical text of a declared step, for its hash. Operations have no order, as all of them read the old value. */
import type { Conversion, StepModel, StepOperation, StepPath, StepValue, StoredFact } from '../model/step-model.js';
import type { JsonValue } from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { canonicalJson } from './canonical-json.js';

/** Equal for steps that do the same, however they are written. */
export function stepText({ operations, isCustom }: StepModel): string {
  return isCustom
    ? 'custom'
    : operations
        .map((each) => canonicalJson(operationJson(each)))
        .sort(byCodeUnit)
        .join('\n');
}

function operationJson(operation: StepOperation): JsonValue {
  switch (operation.kind) {
    case 'rename':
    case 'copy':
      return [operation.kind, pathJson(operation.from), pathJson(operation.to)];
    case 'set':
    case 'fill':
      return [operation.kind, pathJson(operation.to), valueJson(operation.value)];
    case 'drop':
      return [operation.kind, pathJson(operation.from)];
    case 'map': {
      const entries = operation.entries.map((entry) => canonicalJson([entry.old, entry.new])).sort(byCodeUnit);
      return ['map', pathJson(operation.to), pathJson(operation.from ?? operation.to), entries, otherwise(operation)];
    }
    case 'convert':
      return [
        'convert',
        pathJson(operation.to),
        pathJson(operation.from),
        conversionJson(operation.by),
        otherwise(operation),
      ];
    case 'adopt':
    case 'custom':
      return [operation.kind, pathJson(operation.to)];
  }
}

/** However it is written: with dots, or as a JSON Pointer. `null` is each element. */
function pathJson({ segments }: StepPath): JsonValue {
  return segments.map((segment) => (segment.kind === 'key' ? segment.name : null));
}

function valueJson(value: StepValue): JsonValue {
  return value.kind === 'constant'
    ? ['constant', value.value]
    : ['fact', factJson(value.fact), value.otherwise === undefined ? [] : [value.otherwise.value]];
}

function factJson(fact: StoredFact): JsonValue {
  switch (fact.kind) {
    case 'id':
      return [fact.kind, fact.part];
    case 'metadata':
      return [fact.kind, fact.key];
    default:
      return [fact.kind];
  }
}

function conversionJson(conversion: Conversion): JsonValue {
  const { name, ...options } = conversion;
  return [name, options];
}

function otherwise({ otherwise: given }: { readonly otherwise: { readonly value: JsonValue } | undefined }): JsonValue {
  return given === undefined ? [] : [given.value];
}
