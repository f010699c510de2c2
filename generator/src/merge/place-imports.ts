import { ts } from 'ts-morph';
import type { ScaffoldImport } from '../plan/scaffold-plan.js';
import { importDeclarations, importedNames, sameModule, sameModuleName, specifierOf } from './file-imports.js';
import type { Splice } from './splice.js';
import { endOfLineAt, topOf } from './statement-places.js';
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
  const splices = modules.flatMap((from) =>
    placeModule(file, from, { wanted: missing.filter((wanted) => wanted.from === from), style }),
  );
  return { ok: true, splices };
}

/** Whether the file has that name from that module, by whatever way it is reached. */
export function isImported(file: ts.SourceFile, { name, from, typeOnly }: ScaffoldImport): boolean {
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

function placeModule(file: ts.SourceFile, from: string, { wanted, style }: Wanted): readonly Splice[] {
  const names = wanted.map(({ name, typeOnly }) => ({ name, typeOnly }));
  const declaration = importDeclarations(file).find(
    (each) => sameModule(specifierOf(each), from) && accepts(each, wanted),
  );
  const list = declaration?.importClause?.namedBindings;
  if (declaration === undefined || list === undefined || !ts.isNamedImports(list)) {
    return [newDeclaration(file, { from, names: names.map(written), style })];
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

function addToList(list: ts.NamedImports, names: readonly string[], style: TextStyle): readonly Splice[] {
  const text = list.getSourceFile().text;
  const last = list.elements.at(-1);
  if (last === undefined) {
    const inside = list.getStart() + 1;
    return [{ offset: inside, insert: ` ${names.join(', ')}${/\s/.test(text.charAt(inside)) ? '' : ' '}` }];
  }
  if (startsLine(text, last.getStart())) return addLines(list, last, names, style.newline);
  return [{ offset: last.getEnd(), insert: names.map((name) => `, ${name}`).join('') }];
}

/** Each name on a line of its own, behind the comment that follows the last one. */
function addLines(
  list: ts.NamedImports,
  last: ts.ImportSpecifier,
  names: readonly string[],
  newline: string,
): readonly Splice[] {
  const { text } = list.getSourceFile();
  const gap = newline + lineIndentAt(text, last.getStart());
  const { hasTrailingComma } = list.elements;
  const end = hasTrailingComma ? list.elements.end : last.getEnd();
  const offset = endOfLineAt(text, end);
  if (hasTrailingComma) return [{ offset, insert: names.map((name) => `${gap}${name},`).join('') }];
  return [
    { offset: end, insert: ',' },
    { offset, insert: names.map((name) => gap + name).join(',') },
  ];
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
  if (last !== undefined) return { offset: endOfLineAt(file.text, last.getEnd()), insert: style.newline + statement };
  return { offset: topOf(file), insert: statement + style.newline };
}
