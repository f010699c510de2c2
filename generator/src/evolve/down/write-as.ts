/** Events that are written as an older version need a way down to it. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { child, root } from '../../diagnostics/place.js';
import type { DomainModel } from '../../model/domain-model.js';
import { writtenEvents, type WrittenEvent } from '../../model/written-events.js';
import type { Evolution } from '../../model/evolution-model.js';
import { report } from '../evolve-messages.js';
import type { EvolveOptions } from '../evolve-domain.js';

/** That the names and versions exist is for bind to say. */
export function checkWriteAs(
  model: DomainModel,
  evolution: Evolution,
  { writeAs = {}, file = { path: 'varve.config.yaml', text: '' } }: EvolveOptions,
  problems: Diagnostic[],
): void {
  const events = model.contexts.flatMap(({ aggregates }) => aggregates).flatMap(writtenEvents);
  for (const [type, schemaVersion] of Object.entries(writeAs)) {
    const event = events.find((each) => each.type === type);
    if (event === undefined) continue;
    const gap = firstGap(event, schemaVersion, evolution);
    if (gap === undefined) continue;
    const from = String(gap.newer);
    const parameters = {
      owner: event.name,
      schemaVersion: String(schemaVersion),
      from,
      to: String(gap.newer - 1),
      fields: gap.fields.join(', '),
    };
    const help = `Declare it in ${event.event === undefined ? 'the state' : 'the event'}: downcast: { ${from}: { custom: [${gap.fields.join(', ')}] } }`;
    problems.push(report('write-as-without-way', parameters, child(child(root(file), 'writeAs'), type), { help }));
  }
}

interface Gap {
  readonly newer: number;
  readonly fields: readonly string[];
}

function firstGap({ versions }: WrittenEvent, schemaVersion: number, evolution: Evolution): Gap | undefined {
  for (const declared of [...versions].reverse()) {
    if (declared.schemaVersion <= schemaVersion) return undefined;
    const steps = 'shape' in declared ? evolution.messages.get(declared) : evolution.states.get(declared);
    if (steps !== undefined && steps.down === undefined) return { newer: declared.schemaVersion, fields: steps.noDown };
  }
  return undefined;
}
