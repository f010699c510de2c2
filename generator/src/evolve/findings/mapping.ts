import type { Slot, Source, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import type { Unmapped } from '../operations/map-cases.js';
import type { OperationOf } from '../operations/operation.js';
import { pathText } from '../paths/path.js';
import { describe } from './describe.js';
import { sample } from './sample.js';
import { yamlText } from './yaml-text.js';

export interface MapFinding extends Pick<OperationOf<'map'>, 'operation'> {
  readonly source: Source;
  readonly slot: Slot;
}

export function reportUnmapped(
  unmapped: Unmapped,
  { source, operation, slot }: MapFinding,
  context: StepContext,
): void {
  const { task, findings } = context;
  findings.add(slot.path, () => {
    const values = unmapped.map(valueText);
    const target = sample(slot.type, task) ?? '…';
    const isEndless = unmapped.some(isEnd);
    const entries = unmapped.filter((value) => !isEnd(value) && typeof value !== 'string');
    const help = isEndless
      ? `Say what becomes of all others: _: ${target}`
      : entries.length > 0
        ? `Add it in the long form: values: [${entries.map((value) => `[${JSON.stringify(value)}, ${target}]`).join(', ')}]`
        : `Add ${values.map((value) => `${value}: ${target}`).join(', ')}`;
    const parameters = { path: pathText(source.path), values: values.join(', ') };
    return report('map-partial', parameters, operation.to.place, { help });
  });
}

export function reportUnsuited({ source, operation, slot }: MapFinding, { findings }: StepContext): void {
  findings.add(slot.path, () =>
    report('map-misfit', { path: pathText(source.path), found: describe(source.read.type) }, operation.to.place),
  );
}

type OneUnmapped = Unmapped[number];

const isEnd = (value: OneUnmapped): value is Extract<OneUnmapped, { readonly endless: string }> =>
  typeof value === 'object' && value !== null && 'endless' in value;

function valueText(value: OneUnmapped): string {
  if (isEnd(value)) return `any other ${value.endless.replace('unknown member', 'unknown text')}`;
  return typeof value === 'string' ? yamlText(value) : JSON.stringify(value);
}
