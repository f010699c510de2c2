/** A type that is not what it was, and nothing says how one becomes the other. */
import type { Place } from '../../diagnostics/place.js';
import type { TypeModel } from '../../model/type-model.js';
import type { Slot, Source, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { each, pathText, type Path } from '../paths/path.js';
import { isAssignable, isSameName } from '../shapes/is-assignable.js';
import { nameless, openType } from '../shapes/open-type.js';
import { named, type StepTask } from '../step-task.js';
import { conversionWays } from './conversion-ways.js';
import { describe } from './describe.js';
import { paste, readers, stepPlace, type Way } from './paste.js';
import { sample } from './sample.js';

export interface Misfit {
  readonly source: Source;
  readonly slot: Slot;
  /** The operation, where it was not inferred. */
  readonly at: Place | undefined;
}

/** One finding, in the words of what is lost. */
export function reportMisfit({ source, slot, at }: Misfit, { task, findings }: StepContext): void {
  const change = innermost({ old: source.read.type, next: slot.type, path: slot.path, from: source.path }, task);
  const place = at ?? slot.field?.place ?? stepPlace(task);
  findings.add(slot.path, () => {
    if (isNullLost(change, task)) return nullUnsaid(change, task, place);
    const lost = lostMembers(change, task);
    if (lost.length > 0) return enumNarrowed(change, lost, task, place);
    return typeChanged(change, { place, isSameNamed: at === undefined }, task);
  });
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

function nullUnsaid({ next, path, from }: Change, task: StepTask, place: Place) {
  const text = pathText(path);
  const source = pathText(from) === text ? '' : `from: ${pathText(from)}, `;
  const target = sample(next, task) ?? '…';
  return report(
    'null-unsaid',
    { owner: named(task, task.to), path: text, from: String(task.from.schemaVersion) },
    place,
    {
      help: paste(task, [
        ['say what null becomes', `map: { ${text}: { ${source}values: [[null, ${target}]] } }`],
        ['compute it in TypeScript', `custom: [${text}]`],
      ]),
    },
  );
}

function lostMembers({ old, next }: Change, { model }: StepTask): readonly string[] {
  const [before, after] = [openType(old, model).type, openType(next, model).type];
  if (before?.kind !== 'enum' || after?.kind !== 'enum') return [];
  const lost = before.members.filter((member) => !after.members.includes(member));
  return before.open && !after.open ? [...lost, '_'] : lost;
}

function enumNarrowed({ next, path, from }: Change, lost: readonly string[], task: StepTask, place: Place) {
  const text = pathText(path);
  const target = sample(openType(next, task.model).named, task) ?? '…';
  const isSame = pathText(from) === text;
  const entries = isSame
    ? `{ ${lost.map((member) => `${member}: ${target}`).join(', ')} }`
    : `{ from: ${pathText(from)}, values: [${lost.map((member) => `[${member}, ${target}]`).join(', ')}] }`;
  const members = lost.map((member) => (member === '_' ? 'unknown texts' : member)).join(', ');
  return report('enum-narrowed', { owner: named(task, task.to), path: text, members, readers: readers(task) }, place, {
    help: paste(task, [
      ['say what becomes of them', `map: { ${text}: ${entries} }`],
      ['compute it in TypeScript', `custom: [${text}]`],
    ]),
  });
}

interface ChangePlace {
  readonly place: Place;
  readonly isSameNamed: boolean;
}

function typeChanged({ old, next, path, from }: Change, { place, isSameNamed }: ChangePlace, task: StepTask) {
  const text = pathText(path);
  const converting = conversionWays({ old, next, path: text, from: pathText(from) }, task);
  const parameters = {
    owner: named(task, task.to),
    path: text,
    old: describe(old),
    next: describe(next),
    from: String(task.from.schemaVersion),
  };
  const ways: readonly Way[] = [
    ...converting,
    ['compute it in TypeScript', `custom: [${text}]`],
    ...(isSameNamed ? [{ label: 'give the new one another name', yaml: `and drop: [${text}]` }] : []),
  ];
  const isRelated = converting.length > 0 || isSameName(old, next) || !isSameNamed;
  return report(isRelated ? 'type-changed' : 'name-reused', parameters, place, { help: paste(task, ways) });
}
