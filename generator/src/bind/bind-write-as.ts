/** `writeAs` of the configuration: events that exist, are still written, and have that version. */
import { didYouMean } from '../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child, root, type Place, type SourceFile } from '../diagnostics/place.js';
import type { AggregateModel } from '../model/domain-model.js';
import { writtenEvents, type WrittenEvent } from '../model/written-events.js';
import { whyNotEmitted } from './aggregate/bind-events.js';
import { report } from './bind-messages.js';
import { listed } from './schema-versions.js';

/** Schema versions to write, by the type name of the event. */
export type WriteAs = Readonly<Record<string, number>>;

/** Reports entries that mean nothing. Whether there is a way down to the version is judged with the steps. */
export function checkWriteAs(
  writeAs: WriteAs,
  aggregates: readonly AggregateModel[],
  { file, problems }: { readonly file: SourceFile; readonly problems: Diagnostic[] },
): void {
  const events = new Map(aggregates.flatMap(writtenEvents).map((event) => [event.type, event]));
  const place = child(root(file), 'writeAs');
  for (const [type, schemaVersion] of Object.entries(writeAs)) {
    const at = child(place, type);
    const event = events.get(type);
    const problem = event === undefined ? unknownEvent(type, events, at) : misfit(type, schemaVersion, { event, at });
    if (problem !== undefined) problems.push(problem);
  }
}

function unknownEvent(type: string, events: ReadonlyMap<string, WrittenEvent>, place: Place): Diagnostic {
  const sameName = [...events.values()].filter(({ name }) => name === type.split('.').at(-1));
  const [only] = sameName;
  const help =
    sameName.length === 1 && only !== undefined ? `Did you mean ${only.type}?` : didYouMean(type, events.keys());
  return report('write-as-unknown-event', { event: type === '' ? 'an empty text' : type }, atKey(place), { help });
}

interface Written {
  readonly event: WrittenEvent;
  readonly at: Place;
}

function misfit(type: string, schemaVersion: number, { event, at }: Written): Diagnostic | undefined {
  const reason = event.event && whyNotEmitted(event.event);
  const related = [{ at: event.place, message: 'Declared here:' }];
  if (reason !== undefined) return report('write-as-not-written', { event: type, reason }, atKey(at), { related });
  const known = event.versions.map((each) => each.schemaVersion);
  if (known.includes(schemaVersion)) return undefined;
  const parameters = { owner: type, schemaVersion: String(schemaVersion), found: listed(known) };
  return report('unknown-schema-version', parameters, at, { related });
}
