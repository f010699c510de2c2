/** Further keys of open objects: they travel, become fields, or were said to be given up. */
import type { ExtraExpression, Read } from '../../model/evolution-model.js';
import { noConstraints, type FieldModel, type ShapeModel, type TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { assignmentOf } from '../declared/declarations.js';
import { report } from '../evolve-messages.js';
import { reportMisfit } from '../findings/misfits.js';
import { paste, stepPlace } from '../findings/paste.js';
import { yamlPath } from '../findings/yaml-text.js';
import { key, pathText, type Path } from '../paths/path.js';
import { treeAt } from '../paths/path-tree.js';
import { named } from '../step-task.js';
import { bindAs, type Scope, type ShapeTarget, type Source, type StepContext } from './context.js';

export interface ExtraTarget {
  readonly target: ShapeTarget;
  readonly old: ShapeModel | undefined;
}

export function buildExtra(
  source: Source | undefined,
  { target, old }: ExtraTarget,
  scope: Scope,
  context: StepContext,
): ExtraExpression | undefined {
  const { open } = target.shape;
  if (open === undefined) return undefined;
  const as = context.fresh();
  if (source === undefined || old?.open === undefined || isGivenUp([...source.path, key('extra')], context)) {
    return { from: undefined, without: [], as, value: { kind: 'read', from: bindAs(as, open) } };
  }
  const path = [...target.path, key('extra')];
  const one: Source = { read: bindAs(as, old.open), path: [...source.path, key('extra')] };
  const value = context.infer(one, open, { path, scope: [...scope, one] }, context);
  if (value === 'misfit') {
    reportMisfit({ source: one, slot: { path, type: open, optional: true, field: undefined }, at: undefined }, context);
    return undefined;
  }
  const without = namesTaken(source, { target, old }, context);
  return { from: extraRead(source.read, old.open), without, as, value };
}

const extraRead = (read: Read, open: TypeModel): Read => ({
  variable: read.variable,
  keys: [...read.keys, { name: 'extra', mayEnd: false }],
  type: { kind: 'map', of: open, constraints: noConstraints },
  mayBeAbsent: false,
});

/** Keys that are fields now, and those that were given up one by one. */
function namesTaken(source: Source, { target, old }: ExtraTarget, context: StepContext): readonly string[] {
  const before = new Set(old?.fields.map(({ name }) => name));
  const fresh = target.shape.fields.filter(({ name }) => !before.has(name));
  for (const field of fresh) warnOfShadow(field, { source, target }, context);
  const dropped = treeAt(context.declarations.uses, [...source.path, key('extra')]);
  const names = [...(dropped?.inside.keys() ?? [])].map((segment) => segment.slice(1));
  return [...new Set([...names, ...fresh.map(({ name }) => name)])].sort(byCodeUnit);
}

function isGivenUp(path: Path, { declarations }: StepContext): boolean {
  return treeAt(declarations.uses, path)?.said.some(({ kind }) => kind === 'drop') === true;
}

interface Shadowed {
  readonly source: Source;
  readonly target: ShapeTarget;
}

function warnOfShadow(field: FieldModel, { source, target }: Shadowed, context: StepContext): void {
  const { findings, task } = context;
  if (task.direction === 'down') return;
  const path = [...target.path, key(field.name)];
  const extra = [...source.path, key('extra'), key(field.name)];
  const said = assignmentOf(treeAt(target.said, [key(field.name)]));
  if (said?.operation.kind === 'adopt' || isGivenUp(extra, context)) return;
  findings.note(() => {
    const parameters = { owner: named(task, task.from), to: String(task.to.schemaVersion), field: pathText(path) };
    return report('extra-shadowed', parameters, field.place, {
      help: paste(task, [
        ['make it the field, where it fits', `adopt: [${yamlPath(path)}]`],
        ['give it up', `drop: [${yamlPath(extra)}]`],
      ]),
    });
  });
}

/** Further keys of an object that is closed now. */
export function reportLostExtra(source: Source, target: ShapeTarget, context: StepContext): void {
  const extra = [...source.path, key('extra')];
  if (isGivenUp(extra, context)) return;
  const { findings, task } = context;
  findings.add(target.path, () => {
    const parameters = { owner: named(task, task.from), to: String(task.to.schemaVersion), path: pathText(extra) };
    return report('extra-left-over', parameters, stepPlace(task), {
      help: paste(task, [['give them up', `drop: [${yamlPath(extra)}]`]]),
    });
  });
}
