/**
 * The names of one file: what it declares, and what it imports under which local name. Declarations claim first, so that
 * what users import never depends on what we import; an import that meets a taken name gets an alias.
 */
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { createNameScope, type NameScope } from '../../naming/name-scope.js';
import { camelCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { reservedWords } from '../../naming/reserved-words.js';
import { layOutSpecifiers } from '../layout/type-text.js';
import { runtimeDoor, type DoorType, type DoorValue } from './runtime-door.js';

/** Something a generated file exports. One object a symbol: it is compared by identity. */
export interface Exported {
  /** File that declares it: posix, relative to the project root, without ending; or a package as `npm:name`. */
  readonly module: string;
  readonly name: string;
  /** Types vanish at run time; a class is a value. */
  readonly kind: 'type' | 'value';
}

export interface ModuleScope {
  /** File of these names: posix, relative to the project root, without ending. */
  readonly module: string;
  /** Declares and exports a name, `ideal` if it is free. */
  declare(kind: Exported['kind'], ideal: string): Exported;
  /** Declares a name that stays in the file. */
  claim(owner: unknown, ideal: string): string;
  /** Types that were declared, in order. */
  declaredTypes(): readonly Exported[];
  /** Exports another file's symbol from this one. @returns the name it is exported and known by here */
  passOn(symbol: Exported): string;
  /** Local name of a symbol used where a value is needed. */
  value(symbol: Exported): string;
  /** Local name of a symbol used as a type only. */
  type(symbol: Exported): string;
  /** What an import of the symbol names as its source. */
  specifier(symbol: Exported): string;
  door(name: DoorValue): string;
  doorType(name: DoorType): string;
  /** Import statements for everything that was asked for, sorted; one a line and a newline behind each. */
  imports(): string;
}

interface ImportedName {
  readonly imported: string;
  readonly local: string;
  typeOnly: boolean;
}

const inPackage = 'npm:';

/** The door has shapes of these names, which as values are names like any other. */
const shapeNames: ReadonlySet<string> = new Set<DoorValue>(['bigint', 'boolean', 'number']);
const reservedNames: ReadonlySet<string> = new Set([...reservedWords].filter((word) => !shapeNames.has(word)));

/** Makes the scope of a file. `ending` is what relative imports end with. */
export function createModuleScope(module: string, ending: string): ModuleScope {
  const names = createNameScope(reservedNames);
  const modules = new Map<string, Map<string, ImportedName>>();
  const use = (from: string, imported: string, typeOnly: boolean): string =>
    importName(names, modules, { from, imported, typeOnly });
  const types: Exported[] = [];
  const declare = (kind: Exported['kind'], ideal: string): Exported => {
    const declared = { module, kind, name: names.take(ideal) };
    if (kind === 'type') types.push(declared);
    return declared;
  };
  const specifiers = new Map<string, string>();
  const specifierOf = (from: string): string => {
    const known = specifiers.get(from);
    if (known !== undefined) return known;
    const found = from.startsWith(inPackage) ? from.slice(inPackage.length) : relativeModule(module, from) + ending;
    specifiers.set(from, found);
    return found;
  };
  const symbol = ({ module: from, name }: Exported, typeOnly: boolean): string =>
    from === module ? name : use(specifierOf(from), name, typeOnly);
  return {
    module,
    declare,
    declaredTypes: () => types,
    passOn: ({ module: from, name }) => names.claim(importKey(specifierOf(from), name), name),
    claim: (owner, ideal) => names.claim(owner, ideal),
    value: (exported) => symbol(exported, false),
    type: (exported) => symbol(exported, true),
    specifier: ({ module: from }) => specifierOf(from),
    door: (name) => use(runtimeDoor, name, false),
    doorType: (name) => use(runtimeDoor, name, true),
    imports: () => importStatements(modules),
  };
}

const importKey = (from: string, imported: string): string => `${from} ${imported}`;

function importName(
  names: NameScope,
  modules: Map<string, Map<string, ImportedName>>,
  { from, imported, typeOnly }: { readonly from: string; readonly imported: string; readonly typeOnly: boolean },
): string {
  const imports = modules.get(from) ?? new Map<string, ImportedName>();
  modules.set(from, imports);
  const known = imports.get(imported);
  if (known !== undefined) {
    known.typeOnly &&= typeOnly;
    return known.local;
  }
  const local = names.claim(importKey(from, imported), imported);
  imports.set(imported, { imported, local, typeOnly });
  return local;
}

function importStatements(modules: ReadonlyMap<string, ReadonlyMap<string, ImportedName>>): string {
  const sorted = [...modules].sort(([left], [right]) => byOrigin(left, right));
  return sorted.map(([from, imports]) => `${specifiersStatement('import', from, [...imports.values()])}\n`).join('');
}

/** Packages before files of ours. */
function byOrigin(left: string, right: string): number {
  const packages = Number(left.startsWith('.')) - Number(right.startsWith('.'));
  return packages === 0 ? byCodeUnit(left, right) : packages;
}

function specifiersStatement(
  keyword: 'import' | 'export',
  from: string,
  names: readonly Readonly<ImportedName>[],
): string {
  const sorted = names.toSorted((left, right) => byCodeUnit(left.imported, right.imported));
  const specifier = ({ imported, local }: ImportedName): string =>
    imported === local ? imported : `${imported} as ${local}`;
  const values = sorted.filter((name) => !name.typeOnly).map(specifier);
  const types = sorted.filter((name) => name.typeOnly).map(specifier);
  const tail = `from ${literal(from)};`;
  // A type-only statement is erased whole; one with inline `type`s would still load the module.
  if (values.length === 0) return layOutSpecifiers(`${keyword} type`, types, tail);
  return layOutSpecifiers(keyword, [...values, ...types.map((name) => `type ${name}`)], tail);
}

/** Specifier of `to` as seen from the file `from`; both posix, relative to the same root. */
export function relativeModule(from: string, to: string): string {
  const source = from.split('/').slice(0, -1);
  const target = to.split('/');
  let same = 0;
  while (same < source.length && same < target.length - 1 && source[same] === target[same]) same += 1;
  const up = '../'.repeat(source.length - same);
  return `${up === '' ? './' : up}${target.slice(same).join('/')}`;
}

/** Statements that pass symbols of other files on, sorted; one a line and a newline behind each. */
export function exportStatements(scope: ModuleScope, symbols: readonly Exported[], ending: string): string {
  const modules = [...new Set(symbols.map((symbol) => symbol.module))].sort(byCodeUnit);
  const statements = modules.map((module) => {
    const exported = symbols
      .filter((symbol) => symbol.module === module)
      .map((symbol) => ({ imported: symbol.name, local: scope.passOn(symbol), typeOnly: symbol.kind === 'type' }));
    return specifiersStatement('export', relativeModule(scope.module, module) + ending, exported);
  });
  return statements.map((statement) => `${statement}\n`).join('');
}

/** Name of the constant that goes with a type or class: `orderPlaced` for `OrderPlaced`. */
export function constName(typeName: string): string {
  const name = camelCase(typeName);
  // A name of signs alone has no words.
  return /^[a-z]/.test(name) ? name : `$${typeName}`;
}
