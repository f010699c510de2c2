import type { ContextModel, DomainModel, NamedTypeModel, TypeVersionModel } from '../../model/domain-model.js';
import type { RefType, TypeModel } from '../../model/type-model.js';
import { walkTypes } from '../../model/walk-types.js';
import { typeKey } from '../names/domain-names.js';

export interface OrderedType {
  readonly type: NamedTypeModel;
  readonly typeVersion: TypeVersionModel;
}

/** In which order the types of a context's file stand, and which references point to what is not made yet. */
export interface TypeOrder {
  of(context: ContextModel): readonly OrderedType[];
  /** Whether `to` must be asked for later where it is used to make `from`. */
  isLater(from: Omit<RefType, 'kind'>, to: RefType): boolean;
}

/**
 * Each type after those it is made of, otherwise by name. What remains are circles: of types within a file, where the
 * later one is referred to; and of files that import each other, where nothing can be relied on.
 */
export function createTypeOrder(model: DomainModel): TypeOrder {
  const ordered = new Map(model.contexts.map((context) => [context.name, orderTypes(context)]));
  const positions = new Map<string, number>();
  for (const [context, types] of ordered) {
    types.forEach(({ type, typeVersion }, index) =>
      positions.set(typeKey({ context, name: type.name, schemaVersion: typeVersion.schemaVersion }), index),
    );
  }
  const reaches = reachableContexts(model);
  return {
    of: (context) => ordered.get(context.name) ?? [],
    isLater: (from, to) =>
      from.context === to.context
        ? (positions.get(typeKey(to)) ?? 0) >= (positions.get(typeKey(from)) ?? 0)
        : (reaches.get(to.context)?.has(from.context) ?? false),
  };
}

export function refsIn(type: TypeModel): readonly RefType[] {
  const refs: RefType[] = [];
  walkTypes(type, (inner) => {
    if (inner.kind === 'ref') refs.push(inner);
  });
  return refs;
}

function orderTypes(context: ContextModel): readonly OrderedType[] {
  const all = context.types.flatMap((type) => type.versions.map((typeVersion) => ({ type, typeVersion })));
  const byKey = new Map(
    all.map((each) => [`${each.type.name}@${String(each.typeVersion.schemaVersion)}`, each] as const),
  );
  const ordered: OrderedType[] = [];
  const seen = new Set<OrderedType>();
  const visit = (each: OrderedType): void => {
    if (seen.has(each)) return;
    seen.add(each);
    for (const ref of refsIn(each.typeVersion.type)) {
      const next = ref.context === context.name ? byKey.get(`${ref.name}@${String(ref.schemaVersion)}`) : undefined;
      if (next !== undefined) visit(next);
    }
    ordered.push(each);
  };
  all.forEach(visit);
  return ordered;
}

/** For each context the contexts whose types its own are made of, directly or not. */
function reachableContexts(model: DomainModel): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(model.contexts.map((context) => [context.name, usedContexts(context)]));
  const reach = (start: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const pending = [start];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      for (const next of direct.get(name) ?? []) {
        if (found.has(next)) continue;
        found.add(next);
        pending.push(next);
      }
    }
    return found;
  };
  return new Map(model.contexts.map(({ name }) => [name, reach(name)]));
}

function usedContexts({ name, types }: ContextModel): readonly string[] {
  const refs = types.flatMap(({ versions }) => versions.flatMap(({ type }) => refsIn(type)));
  return [...new Set(refs.map((ref) => ref.context))].filter((context) => context !== name);
}
