import type { DomainModel } from '../../model/domain-model.js';
import type { JsonKind } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { nameless } from './open-type.js';

/** How values of a type look in memory; `undefined` where they may look in several ways. */
export function memoryKind(type: TypeModel, model: DomainModel): JsonKind | undefined {
  const open = nameless(type, model);
  switch (open.kind) {
    case 'null':
      return 'null';
    case 'enum':
      return 'string';
    case 'list':
      return 'list';
    case 'map':
    case 'object':
    case 'tagged':
      return 'object';
    case 'union':
      return undefined;
    case 'scalar':
      break;
  }
  switch (open.scalar) {
    case 'json':
      return undefined;
    case 'boolean':
    case 'bigint':
    case 'bytes':
      return open.scalar;
    case 'integer':
    case 'number':
      return 'number';
    default:
      return 'string';
  }
}
