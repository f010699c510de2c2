import type { Operations } from '../../shape/shape.js';

/** How often a value of the shape must at least enter a shape that may hold itself; infinite where it would have to for ever. */
export function heightOf(shape: Operations, entered: ReadonlySet<() => Operations> = new Set()): number {
  const inside = (each: Operations): number => heightOf(each, entered);
  const { structure } = shape;
  if (shape.presence === 'optional') return 0;
  switch (structure?.kind) {
    case undefined:
      return Math.max(0, ...Object.values(shape.parts()?.fields ?? {}).map(inside));
    case 'enum':
    case 'open':
    case 'list':
    case 'map':
    case 'nullable':
      return 0;
    case 'check':
      return isFilled(structure.check.keywords) ? heightOfItems(structure.of, inside) : inside(structure.of);
    case 'kinds':
    case 'tagged':
      return Math.min(...Object.values(structure.variants).map(inside));
    case 'lazy': {
      const { of } = structure;
      return entered.has(of) ? Infinity : 1 + heightOf(of(), new Set([...entered, of]));
    }
  }
}

function isFilled(keywords: Readonly<Record<string, unknown>> = {}): boolean {
  return Number(keywords['minItems'] ?? 0) > 0 || Number(keywords['minProperties'] ?? 0) > 0;
}

function heightOfItems({ structure, ...shape }: Operations, inside: (shape: Operations) => number): number {
  return structure?.kind === 'list' || structure?.kind === 'map'
    ? inside(structure.of)
    : inside({ ...shape, structure });
}
