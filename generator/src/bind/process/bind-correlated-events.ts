/** `correlate`, `starts`, `on` and `ends`: the events of a process, by name, and what each is to it. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { CorrelatedEventModel } from '../../model/process-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { report } from '../bind-messages.js';
import type { NamedEvent } from '../projection/bind-projected-events.js';
import { bindInstanceId, type FoundId } from './bind-instance-id.js';
import { eventNamed } from './event-named.js';
import type { ProcessSource } from './process-source.js';

export interface BoundEvents {
  readonly events: readonly CorrelatedEventModel[];
  /** What tells instances apart; `undefined` where no event says so rightly. */
  readonly id: TypeModel | undefined;
}

type Section = 'starts' | 'on' | 'ends';

export function bindCorrelatedEvents(source: ProcessSource): BoundEvents {
  const { raw, place } = source;
  const sections = { starts: raw.starts, on: eventsOf(raw.on), ends: raw.ends ?? [] };
  const correlated = Object.keys(raw.correlate);
  for (const section of ['starts', 'on', 'ends'] as const) checkSection(section, source);
  const named = correlated.flatMap((name): readonly NamedEvent[] => {
    const at = atKey(child(child(place, 'correlate'), name));
    const isUsed = Object.values(sections).some((names) => names.includes(name));
    const event = eventNamed(name, at, source);
    if (event !== undefined && !isUsed) {
      source.scope.problems.push(report('correlated-for-nothing', { process: source.name, event: name }, at));
    }
    return event === undefined ? [] : [event];
  });
  const { id, sources } = bindInstanceId(named, source);
  const events = sources.map(({ event, source: from }: FoundId): CorrelatedEventModel => {
    const is = (section: Section): boolean => sections[section].includes(event.name);
    return { ...event, source: from, starts: is('starts'), on: is('on'), ends: is('ends') };
  });
  return { id, events: events.sort((left, right) => byCodeUnit(left.name, right.name)) };
}

const eventsOf = (names: readonly string[] = []): readonly string[] => names.filter((name) => !name.includes('/'));

function checkSection(section: Section, source: ProcessSource): void {
  const { name: process, raw, place, scope } = source;
  const names = raw[section] ?? [];
  names.forEach((name, index) => {
    const at: Place = child(child(place, section), index);
    if (names.indexOf(name) < index) {
      scope.problems.push(report('listed-twice', { command: process, name }, at));
      return;
    }
    if (name.includes('/') || Object.hasOwn(raw.correlate, name)) return;
    // A name that means nothing is the whole of the mistake.
    if (eventNamed(name, at, source) === undefined) return;
    scope.problems.push(report('event-not-correlated', { process, event: name, section }, at));
  });
}
