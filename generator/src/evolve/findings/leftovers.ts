/** What an object does not explain: required fields without a value, and old fields that went nowhere. */
import type { FieldModel } from '../../model/type-model.js';
import type { GoneField } from '../build/accounting.js';
import type { ShapeTarget, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { key, pathText, startsWith, type Path } from '../paths/path.js';
import { isAssignable } from '../shapes/is-assignable.js';
import { named } from '../step-task.js';
import { declaration } from './describe.js';
import { inTypeScript, paste, readers, slotPlace, stepPlace, type Way } from './paste.js';
import { sampleOrFact } from './sample.js';
import { yamlPath } from './yaml-text.js';

export interface Leftovers {
  /** Of the old object, nothing said about them. */
  readonly gone: readonly GoneField[];
  /** Required by the new one, without a value. */
  readonly missing: readonly FieldModel[];
  /** Optional in the new one, and always absent. */
  readonly vacant: readonly FieldModel[];
}

/** One field gone and one new of its type are one finding: most likely a rename. */
export function reportLeftovers(leftovers: Leftovers, target: ShapeTarget, context: StepContext): void {
  if (leftovers.gone.length + leftovers.missing.length + leftovers.vacant.length === 0) return;
  const { declarations } = context;
  const gone = leftovers.gone.filter(({ path }) => !letGo(path, context));
  const renames = renamesAmong({ ...leftovers, gone }, context);
  for (const [field, old] of renames) reportRename(field, old, target, context);
  const explained = new Set<object>(renames.flat());
  for (const field of leftovers.missing) {
    if (!explained.has(field) && !declarations.hasUnknownTarget) reportMissing(field, target, context);
  }
  for (const field of leftovers.vacant) {
    const path = [...target.path, key(field.name)];
    const mustCome = declarations.mustComeBack.some((old) => startsWith(path, old) || startsWith(old, path));
    if (mustCome) reportMissing(field, target, context);
  }
  for (const old of gone) {
    if (!explained.has(old) && !declarations.hasUnknownSource) reportGone(old, { ...leftovers, target }, context);
  }
}

/** On the way down, what the step up had added goes without a word. */
function letGo(path: Path, { declarations, findings }: StepContext): boolean {
  const isFree = declarations.mayGo(path);
  if (isFree) findings.lose(path);
  return isFree;
}

function renamesAmong(
  { gone, missing }: Leftovers,
  context: StepContext,
): readonly (readonly [FieldModel, GoneField])[] {
  const { hasUnknownSource, hasUnknownTarget } = context.declarations;
  if (hasUnknownSource || hasUnknownTarget) return [];
  const fits = (old: GoneField, field: FieldModel): boolean =>
    isAssignable(old.type, field.type, context.task.model) && isAssignable(field.type, old.type, context.task.model);
  return missing.flatMap((field) => {
    const [old, ...others] = gone.filter((each) => fits(each, field));
    const isOnly = old !== undefined && missing.filter((each) => fits(old, each)).length === 1;
    return isOnly && others.length === 0 ? [[field, old] as const] : [];
  });
}

function reportRename(field: FieldModel, old: GoneField, target: ShapeTarget, { task, findings }: StepContext): void {
  const path = [...target.path, key(field.name)];
  findings.add(path, () => {
    const [from, to] = [pathText(old.path), pathText(path)];
    const parameters = { owner: named(task, task.to), path: to, gone: from, from: String(task.from.schemaVersion) };
    return report('rename-unsaid', parameters, slotPlace({ field }, task), {
      help: paste(task, [
        ['say that it did', `rename: { ${yamlPath(old.path)}: ${yamlPath(path)} }`],
        ['that it did not', `drop: [${yamlPath(old.path)}], set: { ${yamlPath(path)}: … }`],
      ]),
      related: [{ at: old.place, message: 'It was declared here:' }],
    });
  });
}

function reportMissing(field: FieldModel, target: ShapeTarget, { task, findings }: StepContext): void {
  const path = [...target.path, key(field.name)];
  findings.add(path, () => {
    const text = pathText(path);
    const given = sampleOrFact(field, task);
    const first: readonly Way[] =
      given === undefined
        ? []
        : [[given.isFact ? 'take it from the stored event' : 'set it', `set: { ${yamlPath(path)}: ${given.value} }`]];
    const ways: readonly Way[] = [
      ...first,
      ...(task.direction === 'up' ? [{ label: 'make it optional', yaml: declaration(field) }] : []),
      inTypeScript(path),
    ];
    const parameters = { owner: named(task, task.to), path: text, readers: readers(task) };
    return report('field-without-source', parameters, slotPlace({ field }, task), { help: paste(task, ways) });
  });
}

interface GonePlace extends Leftovers {
  readonly target: ShapeTarget;
}

function reportGone(old: GoneField, { vacant, target }: GonePlace, context: StepContext): void {
  const { task, findings } = context;
  findings.add(old.path, () => {
    const text = pathText(old.path);
    const heir = vacant.find(({ type }) => isAssignable(old.type, type, task.model));
    const ways: readonly Way[] = [
      ...(heir === undefined
        ? []
        : [['rename it', `rename: { ${yamlPath(old.path)}: ${yamlPath([...target.path, key(heir.name)])} }`] as const]),
      task.direction === 'up'
        ? ['give it up', `drop: [${yamlPath(old.path)}]`]
        : ['say that it is lost', `lossy: [${yamlPath(old.path)}]`],
    ];
    const parameters = { owner: named(task, task.from), path: text, to: String(task.to.schemaVersion) };
    const related = [{ at: old.place, message: 'It is declared here:' }];
    return report('field-left-over', parameters, stepPlace(task), { help: paste(task, ways), related });
  });
}
