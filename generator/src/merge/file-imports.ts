import { ts } from 'ts-morph';

/** One name that an import statement binds. */
export interface ImportedName {
  readonly local: string;
  readonly imported: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Named imports of a file, in its order; default and namespace imports as `default` and `*`. */
export function importedNames(file: ts.SourceFile): readonly ImportedName[] {
  return importDeclarations(file).flatMap((declaration) => {
    const from = specifierOf(declaration);
    const clause = declaration.importClause;
    if (clause === undefined) return [];
    const clauseTypeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const names: ImportedName[] = [];
    if (clause.name !== undefined) {
      names.push({ local: clause.name.text, imported: 'default', from, typeOnly: clauseTypeOnly });
    }
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
      names.push({ local: bindings.name.text, imported: '*', from, typeOnly: clauseTypeOnly });
    }
    if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name, propertyName, isTypeOnly } of bindings.elements) {
        const imported = (propertyName ?? name).text;
        names.push({ local: name.text, imported, from, typeOnly: clauseTypeOnly || isTypeOnly });
      }
    }
    return names;
  });
}

export function importDeclarations(file: ts.SourceFile): readonly ts.ImportDeclaration[] {
  return file.statements.filter(ts.isImportDeclaration);
}

export function specifierOf(declaration: ts.ImportDeclaration): string {
  return ts.isStringLiteral(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : '';
}

/** Whether two specifiers mean the same module, however their endings are written. */
export function sameModule(a: string, b: string): boolean {
  return withoutEnding(a) === withoutEnding(b);
}

/** Whether a module may be the same one, reached by an alias such as `#generated/ordering/order.js`. */
export function sameModuleName(a: string, b: string): boolean {
  return withoutEnding(a).split('/').at(-1) === withoutEnding(b).split('/').at(-1);
}

function withoutEnding(specifier: string): string {
  return specifier.replace(/\.(js|ts|mjs|mts)$/, '');
}
