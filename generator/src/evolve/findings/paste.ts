/** Help as text that can be pasted: ways out of a mistake, one a line, aligned. */
import { atKey, type Place } from '../../diagnostics/place.js';
import type { Slot } from '../build/context.js';
import type { Path } from '../paths/path.js';
import type { StepTask } from '../step-task.js';
import { yamlPath } from './yaml-text.js';

/** What it does, and an operation for the step; or YAML that stands elsewhere. */
export type Way = readonly [label: string, operation: string] | { readonly label: string; readonly yaml: string };

export function paste(task: StepTask, ways: readonly Way[]): string {
  const lines = ways.map((way, index) => {
    const [label, text] = 'yaml' in way ? [way.label, way.yaml] : [way[0], inStep(task, way[1])];
    return { label: `${index === 0 ? '' : 'or '}${label}:`, text };
  });
  const width = Math.max(...lines.map(({ label }) => label.length));
  return lines.map(({ label, text }) => `${label.padEnd(width)}   ${text}`).join('\n');
}

/** A function gets the whole old value, so it gives whole lists. */
export function inTypeScript(path: Path): Way {
  const list = path.findIndex(({ kind }) => kind === 'each');
  const whole = list === -1 ? path : path.slice(0, list);
  return ['compute it in TypeScript', whole.length === 0 ? 'custom: true' : `custom: [${yamlPath(whole)}]`];
}

/** With as much around it as is not there yet. */
function inStep({ direction, declared, hasSection, from, to }: StepTask, operation: string): string {
  if (declared !== undefined) return operation;
  const step = `${String(Math.max(from.schemaVersion, to.schemaVersion))}: { ${operation} }`;
  return hasSection ? step : `${direction === 'up' ? 'upcast' : 'downcast'}: { ${step} }`;
}

/** The key of the declared step, or else of the version. */
export function stepPlace({ declared, to }: StepTask): Place {
  return declared === undefined ? to.place : atKey(declared.place);
}

/** Where a field is declared that gets no value; of a way down what was declared is the step. */
export function slotPlace({ field }: Pick<Slot, 'field'>, task: StepTask): Place {
  return field === undefined || task.direction === 'down' ? stepPlace(task) : field.place;
}

/** Whose values a step reads, or for whom it makes them. */
export function readers({ direction, kind }: StepTask): string {
  if (direction === 'down') return 'older readers';
  return { event: 'old events', command: 'old commands', type: 'old values', state: 'stored states' }[kind];
}
