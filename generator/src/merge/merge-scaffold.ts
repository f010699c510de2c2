/**
 * Stage merge: a user-owned file that stands, and what belongs into it, to the same file with what was missing.
 * The compiler's parser only locates; what is added is spliced into the text, the result is parsed again, and everything
 * outside the splices is proved to be as it was. Where any of that fails the file stays untouched, and the text to paste
 * is said. Importing this module loads a compiler, so it is imported only when a file has not been looked at before.
 */
import { ts } from 'ts-morph';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
import type { ScaffoldMember, ScaffoldPlan } from '../plan/scaffold-plan.js';
import { extendsTarget, findTarget } from './find-target.js';
import { report } from './merge-messages.js';
import { addText, type NestedTexts, textsOf } from './nested-texts.js';
import { pasteText } from './paste-text.js';
import { isImported, placeImports } from './place-imports.js';
import { type Body, placeMembers } from './place-members.js';
import { type Container, readContainer } from './read-container.js';
import { onlySpliced, type Splice, spliceText } from './splice.js';
import { parse, type SyntaxProblem, syntaxProblems } from './syntax.js';
import { styleOf } from './text-style.js';

export interface MergedFile {
  readonly path: string;
  /** The whole text; the very same as before when nothing was added. */
  readonly text: string;
  /** Such as `evolve.OrderShipped`, in the order of the plan. */
  readonly added: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Never throws for what stands in the file, and never gives a text with a syntax error that was not there before. */
export function mergeScaffold(file: SourceFile, plan: ScaffoldPlan): MergedFile {
  try {
    return merge(file, plan);
  } catch (error) {
    // The parser calls itself for every level of what it reads.
    if (error instanceof RangeError) return refuse(file, plan.members, 'it is nested too deeply to be read');
    throw error;
  }
}

function merge(file: SourceFile, plan: ScaffoldPlan): MergedFile {
  const tree = parse(file.path, file.text);
  const target = findTarget(tree, plan);
  if (target === undefined) return refuseUnfound(file, plan);
  const containers = readContainers(target, plan);
  const missing = plan.members.filter((member) =>
    isMissing(member, containers.get(keyOf(member.container))?.container),
  );
  const mayHaveOrphans = ts.isObjectLiteralExpression(target) || extendsTarget(target, plan.target);
  const diagnostics = [...(mayHaveOrphans ? orphans(file, plan, containers) : []), ...hidden(file, plan, containers)];
  const unchanged = { path: file.path, text: file.text, added: [] };
  if (missing.length === 0 && diagnostics.length === 0) return { ...unchanged, diagnostics };
  // Of a broken text nobody knows what it holds: one mistake is one finding.
  const [problem] = syntaxProblems(file.path, file.text);
  if (problem !== undefined && missing.length === 0) return { ...unchanged, diagnostics: [] };
  if (problem !== undefined) return refuse(file, missing, brokenBy(problem), { at: placeOf(file, problem) });
  if (missing.length === 0) return { ...unchanged, diagnostics };
  return add(file, plan, { tree, containers, missing, diagnostics });
}

interface Findings {
  readonly tree: ts.SourceFile;
  readonly containers: Containers;
  readonly missing: readonly ScaffoldMember[];
  readonly diagnostics: readonly Diagnostic[];
}

function add(file: SourceFile, plan: ScaffoldPlan, { tree, containers, missing, diagnostics }: Findings): MergedFile {
  const placed = place(tree, containers, missing);
  if (typeof placed === 'string') return refuse(file, missing, placed, { diagnostics });
  const text = spliceText(file.text, placed);
  if (!onlySpliced(file.text, text, placed) || !isComplete(file.path, text, plan, missing)) {
    return refuse(file, missing, 'the result would not be the same file with these members added', { diagnostics });
  }
  return { path: file.path, text, added: missing.map(qualifiedName), diagnostics };
}

/** Containers by their way, outer ones before those inside, with the names of what is planned in them. */
function readContainers(target: ts.ObjectLiteralExpression | ts.ClassDeclaration, plan: ScaffoldPlan) {
  const planned = plannedContainers(plan);
  const membersOf = (path: readonly string[]): ReadonlySet<string> => planned.get(keyOf(path))?.names ?? new Set();
  const entries = [...planned].map(([key, { path, names }]) => {
    const container = readContainer(target, path, membersOf);
    return [key, { path, names, container }] as const;
  });
  return new Map(entries);
}

const keyOf = (path: readonly string[]): string => JSON.stringify(path);

interface PlannedContainer {
  readonly path: readonly string[];
  readonly names: Set<string>;
}

/** Those that have members, and all on the way to them; of a decider, whose object has other parts too, not the object. */
function plannedContainers({ target, members }: ScaffoldPlan): ReadonlyMap<string, PlannedContainer> {
  const containers = new Map<string, PlannedContainer>();
  const add = (path: readonly string[], name: string): void => {
    const known = containers.get(keyOf(path)) ?? { path, names: new Set() };
    containers.set(keyOf(path), known);
    known.names.add(name);
  };
  for (const { container, name } of members) {
    const way = [...container, name];
    const first = target.kind === 'object' ? 1 : 0;
    for (let length = first; length < way.length; length += 1) add(way.slice(0, length), way[length] ?? name);
  }
  return containers;
}

type Containers = ReturnType<typeof readContainers>;

function isMissing({ name }: ScaffoldMember, container: Container | undefined): boolean {
  if (container === undefined || container.kind === 'elsewhere') return false;
  return container.kind === 'absent' || (!container.open && !container.names.has(name));
}

/** All splices, or the reason why there are none. */
function place(
  tree: ts.SourceFile,
  containers: Containers,
  missing: readonly ScaffoldMember[],
): readonly Splice[] | string {
  const style = styleOf(tree.text);
  const imports = placeImports(tree, importsOf(missing), style);
  if (!imports.ok) return `the name ${imports.taken}, which it would have to import, means something else there`;
  const additions = new Map<Body, NestedTexts>();
  for (const { container: path, name, text } of missing) {
    const container = containers.get(keyOf(path))?.container;
    if (container === undefined || container.kind === 'elsewhere') continue;
    const body = container.kind === 'found' ? container.node : container.parent;
    const texts = additions.get(body) ?? new Map();
    additions.set(body, texts);
    addText(texts, container.kind === 'found' ? [] : container.missing, name, text);
  }
  const inside = [...additions].flatMap(([body, texts]) => placeMembers(body, textsOf(texts), style));
  return [...imports.splices, ...inside];
}

function importsOf(members: readonly ScaffoldMember[]) {
  const needed = new Map(members.flatMap(({ imports }) => imports).map((each) => [`${each.from} ${each.name}`, each]));
  for (const { imports } of members) {
    for (const each of imports) if (!each.typeOnly) needed.set(`${each.from} ${each.name}`, each);
  }
  return [...needed.values()];
}

/** No new syntax error, and nothing missing any more. */
function isComplete(path: string, text: string, plan: ScaffoldPlan, added: readonly ScaffoldMember[]): boolean {
  if (syntaxProblems(path, text).length > 0) return false;
  const tree = parse(path, text);
  const target = findTarget(tree, plan);
  if (target === undefined || importsOf(added).some((wanted) => !isImported(tree, wanted))) return false;
  const containers = readContainers(target, plan);
  return plan.members.every((member) => !isMissing(member, containers.get(keyOf(member.container))?.container));
}

function orphans(file: SourceFile, plan: ScaffoldPlan, containers: Containers): readonly Diagnostic[] {
  const inherited = plan.target.kind === 'class' ? plan.target.inherited : [];
  return [...containers.values()].flatMap(({ path, names, container }) => {
    if (container.kind !== 'found') return [];
    return container.own
      .filter(({ name }) => !names.has(name) && !inherited.includes(name))
      .map(({ name, start, end }) =>
        report('orphan-member', { member: [...path, name].join('.'), path: file.path }, { file, start, end }),
      );
  });
}

function hidden(file: SourceFile, plan: ScaffoldPlan, containers: Containers): readonly Diagnostic[] {
  return [...containers.values()].flatMap(({ path, container }) => {
    const seen = container.kind === 'found' ? container.names : new Set<string>();
    if (container.kind === 'absent' || (container.kind === 'found' && !container.open)) return [];
    const unseen = plan.members.filter((member) => keyOf(member.container) === keyOf(path) && !seen.has(member.name));
    if (unseen.length === 0) return [];
    const expression = container.kind === 'elsewhere' ? container.text : 'a spread or a computed name';
    const members = unseen.map(qualifiedName).join(', ');
    const where = path.length === 0 ? nameOfTarget(plan) : path.join('.');
    return [report('not-visible', { path: file.path, members, container: where, expression }, wholeFile(file))];
  });
}

const nameOfTarget = ({ target }: ScaffoldPlan): string =>
  target.kind === 'class' ? target.className : target.variable;

/** Broken text hides what stands in it, so that is said first. */
function refuseUnfound(file: SourceFile, plan: ScaffoldPlan): MergedFile {
  const [problem] = syntaxProblems(file.path, file.text);
  return problem === undefined
    ? refuse(file, plan.members, notFound(plan))
    : refuse(file, plan.members, brokenBy(problem), { at: placeOf(file, problem) });
}

const brokenBy = ({ message }: SyntaxProblem): string => `it has a syntax error (${message})`;

const placeOf = (file: SourceFile, { start }: SyntaxProblem): Span => ({ file, start, end: start });

function notFound({ target }: ScaffoldPlan): string {
  return target.kind === 'class'
    ? `it has no class ${target.className}, and not exactly one that extends ${target.type}`
    : `it has no object ${target.variable}, and not exactly one that satisfies ${target.type}`;
}

interface RefuseDetails {
  readonly at?: Span;
  readonly diagnostics?: readonly Diagnostic[];
}

function refuse(
  file: SourceFile,
  missing: readonly ScaffoldMember[],
  reason: string,
  { at = wholeFile(file), diagnostics = [] }: RefuseDetails = {},
): MergedFile {
  const members = missing.map(qualifiedName).join(', ');
  const problem = report('cannot-place', { path: file.path, members, reason }, at, { help: pasteText(missing) });
  return { path: file.path, text: file.text, added: [], diagnostics: [...diagnostics, problem] };
}

function wholeFile(file: SourceFile): Span {
  return { file, start: 0, end: 0 };
}

const qualifiedName = ({ container, name }: ScaffoldMember): string => [...container, name].join('.');
