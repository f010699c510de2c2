import type { ReadToday } from '@varve/runtime/operations';
import type { Terminal } from '../terminal.js';
import type { FoundStored } from './event-fields.js';
import { plainText } from './plain-text.js';
import { shownJson } from './shown-json.js';

/** All there is to know of one event, for people. */
export function printEvent(
  event: FoundStored,
  today: ReadToday | undefined,
  { result, paint: { result: colors } }: Pick<Terminal, 'result' | 'paint'>,
  whole: boolean,
): void {
  const fact = (label: string, value: string | undefined): void => {
    if (value !== undefined) result(`${colors.dim(label.padEnd(12))}${plainText(value)}`);
  };
  result(colors.bold(plainText(`${event.type} v${String(event.schemaVersion)}`)));
  fact('id', event.eventId);
  fact('tenant', event.tenant);
  fact('stream', `${event.streamName}, version ${String(event.position + 1)}`);
  fact('log', event.logPosition ?? 'not shown: its stream was deleted');
  fact('recorded at', event.recordedAt);
  const section = (title: string, json: string): void => {
    result(`\n${colors.dim(title)}`);
    result(shownJson(json, { whole }));
  };
  section('metadata', event.metadata);
  section('data, as it is stored', event.data);
  if (today?.kind === 'unreadable') result(`\n${colors.red('cannot be read today')}  ${plainText(today.reason)}`);
  if (today?.kind === 'foreign') result(`\n${colors.dim('of a context that --app does not know')}`);
  if (today?.kind !== 'read') return;
  if (today.events.length === 0) result(`\n${colors.dim('left out today, as the schemas say')}`);
  for (const { type, schemaVersion, data } of today.events) {
    section(plainText(`data today, as ${type} v${String(schemaVersion)}`), data);
  }
}
