/** Values that may be absent, and what is said for that case. */
import type { Place } from '../../diagnostics/place.js';
import type { Slot, Source, StepContext } from '../build/context.js';
import type { Assigned, Fill } from '../declared/declarations.js';
import { report } from '../evolve-messages.js';
import { pathText } from '../paths/path.js';
import { named } from '../step-task.js';
import { declaration } from './describe.js';
import { inTypeScript, paste, slotPlace, type Way } from './paste.js';
import { sample } from './sample.js';
import { yamlPath } from './yaml-text.js';

export interface Absent {
  readonly slot: Slot;
  readonly source: Source;
  readonly at?: Place;
}

export function reportAbsence({ slot, source, at }: Absent, { task, findings }: StepContext): void {
  findings.add(slot.path, () => {
    const path = pathText(slot.path);
    const parameters = {
      owner: named(task, task.to),
      path,
      source: pathText(source.path),
      from: String(task.from.schemaVersion),
    };
    const ways: readonly Way[] = [
      ['say what it is then', `fill: { ${yamlPath(slot.path)}: ${sample(slot.type, task) ?? '…'} }`],
      ...(slot.field === undefined ? [] : [{ label: 'leave it optional', yaml: declaration(slot.field) }]),
      inTypeScript(slot.path),
    ];
    return report('absence-unsaid', parameters, at ?? slotPlace(slot, task), {
      help: paste(task, ways),
    });
  });
}

export function reportNeedlessFill(fill: Fill, source: Source | undefined, { task, findings }: StepContext): void {
  findings.add(fill.to.segments, () => {
    const path = fill.to.text;
    const why =
      source === undefined
        ? `${named(task, task.from)} has no such value`
        : `${pathText(source.path)} is never absent in version ${String(task.from.schemaVersion)}`;
    const help = source === undefined ? 'Use set, which gives a value in any case.' : 'Remove it.';
    return report('fill-needless', { path, why }, fill.to.place, { help });
  });
}

export function reportConditional(operation: Assigned['operation'], slot: Slot, { findings }: StepContext): void {
  findings.add(slot.path, () => {
    const { text, place } = operation.to;
    return report('parent-may-be-absent', { path: text, parent: pathText(slot.path) }, place);
  });
}
