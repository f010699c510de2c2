/**
 * First pass: which types are declared where, by context and name, before anything is resolved. Two declarations of one
 * name are reported here; the first by path and place counts.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child, root, type Place } from '../diagnostics/place.js';
import type { RawNamedType, RawSchema } from '../validate/raw-schema.js';
import { report } from './bind-messages.js';
import { schemaVersionsOf } from './schema-versions.js';

export interface TypeDeclaration {
  readonly context: string;
  readonly name: string;
  readonly raw: RawNamedType;
  readonly schema: RawSchema;
  /** Versions as declared, ascending; 1 for a type written without version keys. */
  readonly schemaVersions: readonly number[];
  readonly versioned: boolean;
  /** One of the standard types, which are always referred to with their version. */
  readonly standard: boolean;
  /** The declaration's value; its key is its name. */
  readonly place: Place;
}

/** Types by context, then by name. */
export type Declarations = ReadonlyMap<string, ReadonlyMap<string, TypeDeclaration>>;

export interface DeclaringSchema {
  readonly schema: RawSchema;
  readonly standard: boolean;
}

export function collectDeclarations(schemas: readonly DeclaringSchema[], problems: Diagnostic[]): Declarations {
  const contexts = new Map<string, Map<string, TypeDeclaration>>();
  for (const { schema, standard } of schemas) {
    const { context } = schema.document;
    const types = contexts.get(context) ?? new Map<string, TypeDeclaration>();
    contexts.set(context, types);
    for (const declaration of declarationsOf(schema, standard)) {
      const first = types.get(declaration.name);
      if (first === undefined) types.set(declaration.name, declaration);
      else problems.push(duplicate(declaration, first));
    }
  }
  return contexts;
}

function declarationsOf(schema: RawSchema, standard: boolean): readonly TypeDeclaration[] {
  const { context, types = {} } = schema.document;
  const section = child(root(schema.file), 'types');
  return Object.entries(types).map(([name, raw]) => {
    const declared = schemaVersionsOf(raw);
    const versioned = declared.length > 0;
    const schemaVersions = versioned ? declared : [1];
    return { context, name, raw, schema, schemaVersions, versioned, standard, place: child(section, name) };
  });
}

function duplicate({ context, name, place }: TypeDeclaration, first: TypeDeclaration): Diagnostic {
  return report('duplicate-name', { context, kind: 'types', name }, atKey(place), {
    related: [{ at: atKey(first.place), message: 'First declared here:' }],
  });
}
