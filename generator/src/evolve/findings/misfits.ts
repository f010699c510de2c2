/** A type that is not what it was, and nothing says how one becomes the other. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place } from '../../diagnostics/place.js';
import type { TypeModel } from '../../model/type-model.js';
import type { Slot, Source, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { each, isSamePath, pathText, type Path } from '../paths/path.js';
import { isAssignable, isSameName } from '../shapes/is-assignable.js';
import { nameless, openType } from '../shapes/open-type.js';
import { named, type StepTask } from '../step-task.js';
import { conversionWays } from './conversion-ways.js';
import { describe } from './describe.js';
import { inTypeScript, paste, readers, slotPlace, type Way } from './paste.js';
import { sample } from './sample.js';
import { yamlPath, yamlText } from './yaml-text.js';

export interface Misfit {
  readonly source: Source;
  readonly slot: Slot;
  /** The operation, where it was not inferred. */
  readonly at: Place | undefined;
}

/** One finding, in the words of what is lost. */
export function reportMisfit({ source, slot, at }: Misfit, { task, findings }: StepContext): void {
  const change = innermost({ old: source.read.type, next: slot.type, path: slot.path, from: source.path }, task);
  const place = at ?? slotPlace(slot, task);
  findings.add(slot.path, () => {
    if (isNullLost(change, task)) return nullUnsaid(change, task, place);
    const lost = lostMembers(change, task);
    if (lost.length > 0) return enumNarrowed(change, lost, task, place);
    return typeChanged(change, { place, isSameNamed: at === undefined }, task);
  });
}

/** Null is there and may not be, whatever else there is to say about the types. */
export function reportNull({ source, slot, at }: Misfit, { task, findings }: StepContext): void {
  const place = at ?? slotPlace(slot, task);
  const change: Change = { old: source.read.type, next: slot.type, path: slot.path, from: source.path };
  findings.add(slot.path, () => nullUnsaid(change, task, place));
}

interface Change {
  readonly old: TypeModel;
  readonly next: TypeModel;
  readonly path: Path;
  readonly from: Path;
}

/** Through lists and maps to what really changed in them. */
function innermost(change: Change, task: StepTask): Change {
  const { old, next, path, from } = change;
  if (old.kind === 'ref' || next.kind === 'ref') return change;
  const [before, after] = [nameless(old, task.model), nameless(next, task.model)];
  if ((before.kind !== 'list' && before.kind !== 'map') || before.kind !== after.kind) return change;
  return innermost({ old: before.of, next: after.of, path: [...path, each], from: [...from, each] }, task);
}

function isNullLost({ old, next }: Change, { model }: StepTask): boolean {
  const before = openType(old, model);
  return before.nullable && !openType(next, model).nullable && isAssignable(before.named, next, model);
}

function nullUnsaid({ next, path, from }: Change, task: StepTask, place: Place): Diagnostic {
  const source = isSamePath(from, path) ? '' : `from: ${yamlPath(from)}, `;
  const target = sample(next, task) ?? '…';
  const parameters = { owner: named(task, task.to), path: pathText(path), from: String(task.from.schemaVersion) };
  const said: Way = ['say what null becomes', `map: { ${yamlPath(path)}: { ${source}values: [[null, ${target}]] } }`];
  return report('null-unsaid', parameters, place, { help: paste(task, waysOf(path, [said])) });
}

function lostMembers({ old, next }: Change, { model }: StepTask): readonly string[] {
  const [before, after] = [openType(old, model).type, openType(next, model).type];
  if (before?.kind !== 'enum' || after?.kind !== 'enum') return [];
  const lost = before.members.filter((member) => !after.members.includes(member));
  return before.open && !after.open ? [...lost, '_'] : lost;
}

function enumNarrowed({ next, path, from }: Change, lost: readonly string[], task: StepTask, place: Place): Diagnostic {
  const target = sample(openType(next, task.model).named, task) ?? '…';
  const entries = isSamePath(from, path)
    ? `{ ${lost.map((member) => `${yamlText(member)}: ${target}`).join(', ')} }`
    : `{ from: ${yamlPath(from)}, values: [${lost.map((member) => `[${yamlText(member)}, ${target}]`).join(', ')}] }`;
  const members = lost.map((member) => (member === '_' ? 'unknown texts' : member)).join(', ');
  const parameters = { owner: named(task, task.to), path: pathText(path), members, readers: readers(task) };
  const said: Way = ['say what becomes of them', `map: { ${yamlPath(path)}: ${entries} }`];
  return report('enum-narrowed', parameters, place, { help: paste(task, waysOf(path, [said])) });
}

interface ChangePlace {
  readonly place: Place;
  readonly isSameNamed: boolean;
}

function typeChanged(change: Change, { place, isSameNamed }: ChangePlace, task: StepTask): Diagnostic {
  const { old, next, path, from } = change;
  const converting = conversionWays({ old, next, path: yamlPath(path), from: yamlPath(from) }, task);
  const parameters = {
    owner: named(task, task.to),
    path: pathText(path),
    old: describe(old),
    next: describe(next),
    from: String(task.from.schemaVersion),
  };
  const mayPart = isSameNamed && converting.length === 0 && task.direction === 'up' && path.at(-1)?.kind === 'key';
  const ways: readonly Way[] = [
    ...waysOf(path, converting),
    ...(mayPart ? [['give the new one another name, and the old one up', `drop: [${yamlPath(path)}]`] as const] : []),
  ];
  const isRelated = converting.length > 0 || isSameName(old, next) || !isSameNamed;
  return report(isRelated ? 'type-changed' : 'name-reused', parameters, place, { help: paste(task, ways) });
}

const waysOf = (path: Path, ways: readonly Way[]): readonly Way[] => [...ways, inTypeScript(path)];
