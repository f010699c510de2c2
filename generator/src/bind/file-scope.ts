/** What the types of one file can name, and where its problems go. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { TypeModel } from '../model/type-model.js';
import type { TypeLookup } from '../values/type-lookup.js';
import type { Declarations, TypeDeclaration } from './declarations.js';
import type { ImportedSchema, StandardDocuments } from './imports.js';
import { parseTypeString, type ParsedType } from './types/type-string.js';

export interface FileScope {
  readonly file: SourceFile;
  /** `undefined` for the configuration, which belongs to no context and sees all of them. */
  readonly context: string | undefined;
  readonly declarations: Declarations;
  /** Files whose types may be named with their context, and standard documents, whose types may be named without. */
  readonly imported: readonly ImportedSchema[];
  readonly problems: Diagnostic[];
  /** Every standard document there is, imported or not. */
  readonly standard: StandardDocuments;
  /** Puts a check off until all types are bound. */
  readonly later: (check: (lookup: TypeLookup) => void) => void;
  readonly parse: (text: string) => ParsedType;
  /** Metadata keys of the configuration, by their order there. */
  readonly metadataKeys: readonly string[];
  /** Keys in the order of the source where JavaScript has another. */
  readonly keyOrder: ReadonlyMap<object, readonly string[]>;
  /** Types of type strings that resolved without a problem in this file. */
  readonly resolved: Map<string, TypeModel>;
}

/** A parser that reads each text once. */
export function cachingParser(): (text: string) => ParsedType {
  const known = new Map<string, ParsedType>();
  return (text) => {
    const parsed = known.get(text) ?? parseTypeString(text);
    known.set(text, parsed);
    return parsed;
  };
}

/** Declarations a bare name may mean: the context's own and those of imported standard documents. */
export function bareCandidates(scope: FileScope, name: string): readonly TypeDeclaration[] {
  if (scope.context === undefined) {
    return [...scope.declarations.values()].flatMap((types) => types.get(name) ?? []);
  }
  const own = scope.declarations.get(scope.context)?.get(name);
  const found = own === undefined ? [] : [own];
  for (const { schema, standard } of scope.imported) {
    if (!standard || schema.document.context === scope.context) continue;
    const declaration = scope.declarations.get(schema.document.context)?.get(name);
    if (declaration?.schema === schema) found.push(declaration);
  }
  return found;
}

/** Whether a file of this scope may name the declaration. */
export function isVisible({ context, imported }: FileScope, declaration: TypeDeclaration): boolean {
  if (context === undefined || context === declaration.context) return true;
  return imported.some(({ schema }) => schema === declaration.schema);
}

/** The entries of a mapping in the order of the source. */
export function entriesInOrder<T>(
  mapping: Readonly<Record<string, T>>,
  { keyOrder }: FileScope,
): readonly [string, T][] {
  const order = keyOrder.get(mapping);
  const entries = Object.entries(mapping);
  if (order === undefined) return entries;
  const values = new Map(entries);
  return order.flatMap((key): readonly [string, T][] => {
    const value = values.get(key);
    return value === undefined ? [] : [[key, value]];
  });
}
