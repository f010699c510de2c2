/** All named types of a run: those of the schemas and of the standard documents they reach. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { NamedTypeModel, TypeVersionModel } from '../../model/domain-model.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import type { Declarations } from '../declarations.js';
import type { FileScope } from '../file-scope.js';
import { bindNamedType } from './bind-named-type.js';
import { findEndlessTypes, typeKey } from './endless-types.js';

export interface BoundTypes {
  readonly types: readonly NamedTypeModel[];
  readonly lookup: TypeLookup;
}

export function bindTypes(
  declarations: Declarations,
  scopeOf: (schema: RawSchema) => FileScope,
  problems: Diagnostic[],
): BoundTypes {
  const types = [...declarations.values()]
    .flatMap((context) => [...context.values()])
    .flatMap((declaration) => bindNamedType(declaration, scopeOf(declaration.schema)) ?? []);
  const versions = new Map<string, TypeVersionModel>();
  for (const { context, name, versions: all } of types) {
    for (const each of all) versions.set(typeKey({ context, name, schemaVersion: each.schemaVersion }), each);
  }
  const endless = findEndlessTypes(versions, problems);
  // What has no end is left out, so that nothing that follows references runs in circles.
  const lookup: TypeLookup = (ref) => {
    const key = typeKey(ref);
    return endless.has(key) ? undefined : versions.get(key)?.type;
  };
  return { types, lookup };
}
