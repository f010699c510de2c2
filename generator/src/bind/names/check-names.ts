/**
 * Names that code would confuse: two of one kind, an event named as a command, names that differ only in case, names of
 * ours. They are refused where they are declared instead of being numbered behind their author's back.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { child, root } from '../../diagnostics/place.js';
import { scalarNames } from '../../model/type-model.js';
import { camelCase, pascalCase } from '../../naming/letter-case.js';
import { contextOptionNames } from '../../naming/option-names.js';
import { isDeviceName } from '../../naming/path-names.js';
import { isDeclarableName, objectMembers, reservedWords } from '../../naming/reserved-words.js';
import { standardContext } from '../../naming/standard-context.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { checkMethods } from './check-methods.js';
import { declaredNames, type DeclaredName } from './declared-names.js';

/** Reports unusable and colliding names of all files, context by context. The first by path and place keeps its name. */
export function checkNames(schemas: readonly RawSchema[], problems: Diagnostic[]): void {
  checkContexts(schemas, problems);
  const contexts = new Map<string, DeclaredName[]>();
  for (const schema of schemas) {
    const { context } = schema.document;
    const names = contexts.get(context) ?? [];
    contexts.set(context, names);
    names.push(...declaredNames(schema));
    checkMethods(schema, problems);
  }
  for (const [context, names] of contexts) checkContext(context, names, problems);
}

function checkContexts(schemas: readonly RawSchema[], problems: Diagnostic[]): void {
  const first = new Map<string, RawSchema>();
  for (const schema of schemas) {
    const { context } = schema.document;
    const at = child(root(schema.file), 'context');
    const key = folded(context);
    const other = first.get(key);
    const reason = contextMisfit(context);
    if (context === standardContext) problems.push(report('reserved-context', { context }, at));
    else if (reason !== undefined)
      problems.push(report('name-not-usable', { what: 'A context', name: context, reason }, at));
    else if (other === undefined) first.set(key, schema);
    else if (other.document.context !== context) {
      const related = [{ at: child(root(other.file), 'context'), message: 'The other is here:' }];
      problems.push(report('contexts-alike', { context, other: other.document.context }, at, { related }));
    }
  }
}

function contextMisfit(context: string): string | undefined {
  if (isDeviceName(context)) return 'Windows has no folder of that name';
  if (objectMembers.has(context)) return 'every JavaScript object has a member of that name';
  const type = pascalCase(context);
  if (reservedWords.has(type)) return `its type would be ${type}, by which TypeScript means something else`;
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(context) ? undefined : 'it must be letters and digits, a letter first';
}

function checkContext(context: string, names: readonly DeclaredName[], problems: Diagnostic[]): void {
  const usable = names.filter((name) => isUsable(name, problems));
  const aggregates = usable.filter(({ kind }) => kind === 'aggregate');
  const others = usable.filter(({ kind }) => kind !== 'aggregate');
  checkUnique(context, aggregates, problems);
  checkFolders(aggregates, others, problems);
  checkDerived(usable, checkUnique(context, others, problems), problems);
}

const ownScalars: ReadonlySet<string> = new Set([...scalarNames, 'list', 'map', 'null']);

function isUsable({ kind, name, place }: DeclaredName, problems: Diagnostic[]): boolean {
  const reason = nameMisfit(kind, name);
  if (reason === undefined) return true;
  const what = kind === 'event' || kind === 'aggregate' ? `An ${kind}` : `A ${kind}`;
  problems.push(report('name-not-usable', { what, name, reason }, place));
  return false;
}

function nameMisfit(kind: DeclaredName['kind'], name: string): string | undefined {
  if (objectMembers.has(name)) return 'every JavaScript object has a member of that name';
  if (reservedWords.has(name)) return 'TypeScript means something else by it';
  if (kind === 'type' && ownScalars.has(name)) return 'it is built in';
  if (!isDeclarableName(name) || !/[A-Za-z]/.test(name)) return 'it must be letters and digits, a letter first';
  if ((kind === 'projection' || kind === 'process') && objectMembers.has(camelCase(name)))
    return 'every JavaScript object has a member of that name';
  return kind === 'aggregate' ? keyMisfit(camelCase(name)) : undefined;
}

const optionNames: ReadonlySet<string> = new Set([...contextOptionNames, 'projections', 'processes']);

/** An aggregate is a property of the object that opens its context. */
function keyMisfit(key: string): string | undefined {
  if (optionNames.has(key)) return `a context is opened with an option named ${key}`;
  return objectMembers.has(key) ? `every JavaScript object has a member named ${key}` : undefined;
}

/** The names that are the first of theirs. */
function checkUnique(
  context: string,
  names: readonly DeclaredName[],
  problems: Diagnostic[],
): ReadonlyMap<string, DeclaredName> {
  const exact = new Map<string, DeclaredName>();
  const alike = new Map<string, DeclaredName>();
  for (const name of names) {
    const same = exact.get(name.name);
    const key = folded(name.name);
    const similar = alike.get(key);
    const found = same === undefined ? unlike(name, similar) : clash(context, name, same);
    if (found !== undefined) problems.push(found);
    if (same === undefined) exact.set(name.name, name);
    if (similar === undefined) alike.set(key, name);
  }
  return exact;
}

/** A projection or a process and an aggregate have a folder and a property each; they are no names of types that could meet. */
function checkFolders(
  aggregates: readonly DeclaredName[],
  others: readonly DeclaredName[],
  problems: Diagnostic[],
): void {
  const alike = new Map(aggregates.map((name) => [folded(name.name), name]));
  for (const { kind, name, place } of others) {
    const taker = kind === 'projection' || kind === 'process' ? alike.get(folded(name)) : undefined;
    if (taker === undefined) continue;
    const related = [{ at: taker.place, message: 'The other is here:' }];
    const code = taker.name === name ? 'name-taken' : 'names-alike';
    const other = taker.name === name ? 'the aggregate of that name' : `the aggregate ${taker.name}`;
    problems.push(report(code, { kind, name, other }, place, { related }));
  }
}

const folded = (name: string): string => name.replaceAll(/[-_$]/g, '').toLowerCase();

function clash(context: string, { kind, name, place }: DeclaredName, first: DeclaredName): Diagnostic | undefined {
  const related = [{ at: first.place, message: 'First declared here:' }];
  if (kind !== first.kind) {
    return report('name-taken', { kind, name, other: `the ${first.kind} of that name` }, place, { related });
  }
  // Two types of one name are reported where declarations are collected.
  return kind === 'type'
    ? undefined
    : report('duplicate-name', { context, kind: `${kind}s`, name }, place, { related });
}

function unlike({ kind, name, place }: DeclaredName, similar: DeclaredName | undefined): Diagnostic | undefined {
  if (similar === undefined) return undefined;
  const related = [{ at: similar.place, message: 'The other is here:' }];
  return report('names-alike', { kind, name, other: `the ${similar.kind} ${similar.name}` }, place, { related });
}

/** Names that people gave and that we would give too. */
function checkDerived(
  names: readonly DeclaredName[],
  declared: ReadonlyMap<string, DeclaredName>,
  problems: Diagnostic[],
): void {
  const alike = new Map([...declared.values()].map((name) => [folded(name.name), name]));
  for (const { derived, place } of names) {
    for (const { name, meaning } of derived) {
      const taker = declared.get(name) ?? alike.get(folded(name));
      if (taker === undefined) continue;
      const parameters = { kind: taker.kind, name: taker.name, other: meaning };
      const related = [{ at: place, message: 'From here:' }];
      const code = taker.name === name ? 'name-taken' : 'names-alike';
      problems.push(report(code, parameters, taker.place, { related }));
    }
  }
}
