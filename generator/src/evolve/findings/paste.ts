/** Help as text that can be pasted: ways out of a mistake, one a line, aligned. */
import { atKey, type Place } from '../../diagnostics/place.js';
import type { StepTask } from '../step-task.js';

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

/** Whose values a step reads, or for whom it makes them. */
export function readers({ direction, kind }: StepTask): string {
  if (direction === 'down') return 'older readers';
  return { event: 'old events', command: 'old commands', type: 'old values', state: 'stored states' }[kind];
}
