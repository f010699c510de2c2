import { ts } from 'ts-morph';
import type { ScaffoldImport } from '../plan/scaffold-plan.js';
import { importDeclarations, importedNames, sameModule, sameModuleName, specifierOf } from './file-imports.js';
import type { Splice } from './splice.js';
import { lineIndentAt, startsLine, type TextStyle } from './text-style.js';

export type PlacedImports =
  | { readonly ok: true; readonly splices: readonly Splice[] }
  /** The file uses this name for something else. */
  | { readonly ok: false; readonly taken: string };

/** Splices that import what new members need and the file does not import yet. */
export function placeImports(file: ts.SourceFile, needed: readonly ScaffoldImport[], style: TextStyle): PlacedImports {
  const missing = needed.filter((wanted) => !isImported(file, wanted));
  const taken = missing.find(({ name }) => isDeclared(file, name));
  if (taken !== undefined) return { ok: false, taken: taken.name };
  const modules = [...new Set(missing.map(({ from }) => from))];
  const splices = modules.map((from) =>
    placeModule(file, from, { wanted: missing.filter((wanted) => wanted.from === from), style }),
  );
  return { ok: true, splices };
}

function isImported(file: ts.SourceFile, { name, from, typeOnly }: ScaffoldImport): boolean {
  return importedNames(file).some(
    (found) =>
      found.local === name &&
      found.imported === name &&
      (typeOnly || !found.typeOnly) &&
      (sameModule(found.from, from) || sameModuleName(found.from, from)),
  );
}

/** Any declaration of that name at the top level, imports included. */
function isDeclared(file: ts.SourceFile, name: string): boolean {
  if (importedNames(file).some(({ local }) => local === name)) return true;
  return file.statements.some((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((each) =>
        each.name
          .getText()
          .match(/[\w$]+/g)
          ?.includes(name),
      );
    }
    return 'name' in statement && statement.name !== undefined && nameText(statement.name) === name;
  });
}

function nameText(name: unknown): string | undefined {
  return typeof name === 'object' && name !== null && 'text' in name && typeof name.text === 'string'
    ? name.text
    : undefined;
}

interface Wanted {
  readonly wanted: readonly ScaffoldImport[];
  readonly style: TextStyle;
}

function placeModule(file: ts.SourceFile, from: string, { wanted, style }: Wanted): Splice {
  const names = wanted.map(({ name, typeOnly }) => ({ name, typeOnly }));
  const declaration = importDeclarations(file).find(
    (each) => sameModule(specifierOf(each), from) && accepts(each, wanted),
  );
  const list = declaration?.importClause?.namedBindings;
  if (declaration === undefined || list === undefined || !ts.isNamedImports(list)) {
    return newDeclaration(file, { from, names: names.map(written), style });
  }
  const clauseIsType = declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return addToList(
    list,
    names.map((name) => (clauseIsType ? name.name : written(name))),
    style,
  );
}

const written = ({ name, typeOnly }: { readonly name: string; readonly typeOnly: boolean }): string =>
  typeOnly ? `type ${name}` : name;

/** A statement with a list of names; one that imports types only takes no values. */
function accepts({ importClause }: ts.ImportDeclaration, wanted: readonly ScaffoldImport[]): boolean {
  if (importClause?.namedBindings === undefined || !ts.isNamedImports(importClause.namedBindings)) return false;
  const typesOnly = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return importClause.phaseModifier === undefined || (typesOnly && wanted.every(({ typeOnly }) => typeOnly));
}

function addToList(list: ts.NamedImports, names: readonly string[], style: TextStyle): Splice {
  const text = list.getSourceFile().text;
  const last = list.elements.at(-1);
  if (last === undefined) {
    const inside = list.getStart() + 1;
    return { start: inside, end: list.getEnd() - 1, insert: ` ${names.join(', ')} ` };
  }
  const gap = startsLine(text, last.getStart()) ? style.newline + lineIndentAt(text, last.getStart()) : ' ';
  return { start: last.getEnd(), end: last.getEnd(), insert: names.map((name) => `,${gap}${name}`).join('') };
}

interface NewDeclaration {
  readonly from: string;
  readonly names: readonly string[];
  readonly style: TextStyle;
}

/** Behind the last import, in the manner of the imports that stand there; at the top of a file without imports. */
function newDeclaration(file: ts.SourceFile, { from, names, style }: NewDeclaration): Splice {
  const last = importDeclarations(file).at(-1);
  const quote = last?.moduleSpecifier.getText().startsWith('"') === true ? '"' : "'";
  const end = last === undefined || last.getText().endsWith(';') ? ';' : '';
  const statement = `import { ${names.join(', ')} } from ${quote}${from}${quote}${end}`;
  if (last !== undefined) return { start: last.getEnd(), end: last.getEnd(), insert: style.newline + statement };
  const top = /^\uFEFF?(#!.*\r?\n)?/.exec(file.text)?.[0].length ?? 0;
  return { start: top, end: top, insert: statement + style.newline };
}
