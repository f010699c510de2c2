import type { AnyAggregate } from '../../runtime/src/decider/contract.js';
import type { Operations } from '../../runtime/src/shape/shape.js';
import { definitionsOf } from '../../runtime/src/testing/samples/message-samples.js';

/** Shapes by where they come from. */
export type NamedShapes = ReadonlyMap<string, Operations>;

/** Every shape that modules of generated code export, and every version of their events and commands. */
export function shapesOf(modules: Readonly<Record<string, object>>): NamedShapes {
  const shapes = new Map<string, Operations>();
  for (const [path, module] of Object.entries(modules)) {
    for (const [name, value] of Object.entries(module)) {
      if (isShape(value)) shapes.set(`${path} ${name}`, value);
      if (isAggregate(value)) addMessages(shapes, `${path} ${name}`, value);
    }
  }
  return shapes;
}

function addMessages(shapes: Map<string, Operations>, path: string, aggregate: AnyAggregate): void {
  for (const { name, versions } of definitionsOf(aggregate)) {
    for (const [schemaVersion, { shape }] of Object.entries(versions))
      shapes.set(`${path} ${name} ${schemaVersion}`, shape);
  }
  for (const { name, shape } of Object.values(aggregate.rejections)) shapes.set(`${path} ${name}`, shape);
}

function isShape(value: unknown): value is Operations {
  return typeof value === 'object' && value !== null && 'accepts' in value && 'presence' in value;
}

function isAggregate(value: unknown): value is AnyAggregate {
  return typeof value === 'object' && value !== null && 'category' in value && 'rejections' in value;
}
