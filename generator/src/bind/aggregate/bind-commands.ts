import type { Fix } from '../../diagnostics/diagnostic.js';
import { didYouMean, respeltName } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { CommandModel } from '../../model/domain-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { RawCommand, RawEvent } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { AggregateSource } from './aggregate-source.js';
import { whyNotEmitted } from './bind-events.js';
import { bindMessageVersions } from './bind-message-versions.js';

/** The commands of an aggregate by name, without those whose versions are broken. */
export function bindCommands(source: AggregateSource): readonly CommandModel[] {
  return Object.entries(source.document.commands ?? {})
    .flatMap(([name, raw]) => bindCommand(name, raw, source) ?? [])
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

function bindCommand(name: string, raw: RawCommand, source: AggregateSource): CommandModel | undefined {
  const { context, root, id, scope } = source;
  const place = child(child(root, 'commands'), name);
  const versions = bindMessageVersions({ name, raw, place, id, kind: 'command' }, scope);
  const emits = bindEmits(name, raw, source);
  const rejects = bindRejects(name, raw, source);
  if (versions === undefined) return undefined;
  return {
    name,
    type: `${context}.${name}`,
    description: raw.description,
    deprecated: raw.deprecated,
    expects: raw.expects ?? 'any',
    emits,
    rejects,
    versions,
    place: atKey(place),
  };
}

type NameCheck = (name: string, place: Place) => boolean;

/** Names of a list that pass `check`, each once, in the order of the source. */
function bindNames(
  command: string,
  names: readonly string[],
  list: Place,
  check: { source: AggregateSource; isUsable: NameCheck },
): readonly string[] {
  const seen = new Set<string>();
  const usable: string[] = [];
  for (const [index, name] of names.entries()) {
    const at = child(list, index);
    if (seen.has(name)) check.source.scope.problems.push(report('listed-twice', { command, name }, at));
    else if (check.isUsable(name, at)) usable.push(name);
    seen.add(name);
  }
  return usable;
}

function bindEmits(command: string, { emits = [] }: RawCommand, source: AggregateSource): readonly string[] {
  const { document, root, scope, name: aggregate } = source;
  const events: ReadonlyMap<string, RawEvent> = new Map(Object.entries(document.events ?? {}));
  const isUsable: NameCheck = (event, at) => {
    const raw = events.get(event);
    if (raw === undefined) {
      const help = didYouMean(localName(event), events.keys()) ?? localNameHelp(event, [...events.keys()]);
      const fix = respelling(event, [...events.keys()]);
      scope.problems.push(report('unknown-event', { command, event, aggregate }, at, { help, fix }));
      return false;
    }
    const reason = whyNotEmitted(raw);
    if (reason === undefined) return true;
    const declared = atKey(child(child(root, 'events'), event));
    const related = [{ at: declared, message: 'Declared here:' }];
    scope.problems.push(report('event-not-emitted-any-more', { command, event, reason }, at, { related }));
    return false;
  };
  const list = child(child(child(root, 'commands'), command), 'emits');
  return bindNames(command, emits, list, { source, isUsable });
}

function bindRejects(command: string, { rejects = [] }: RawCommand, source: AggregateSource): readonly string[] {
  const { document, root, scope, name: aggregate } = source;
  const rejections = Object.keys(document.rejections ?? {});
  const isUsable: NameCheck = (rejection, at) => {
    if (rejections.includes(rejection)) return true;
    const help = didYouMean(localName(rejection), rejections) ?? localNameHelp(rejection, rejections);
    const fix = respelling(rejection, rejections);
    scope.problems.push(report('unknown-rejection', { command, rejection, aggregate }, at, { help, fix }));
    return false;
  };
  const list = child(child(child(root, 'commands'), command), 'rejects');
  return bindNames(command, rejects, list, { source, isUsable });
}

/** A name that looks like another may be of a message yet to be declared; one that is spelt otherwise is not. */
function respelling(name: string, known: readonly string[]): Fix | undefined {
  const to = respeltName(name, known);
  return to === undefined ? undefined : { from: name, to };
}

const localName = (name: string): string => name.split('.').at(-1) ?? name;

/** Inside its own aggregate a name is written without its context. */
function localNameHelp(name: string, known: readonly string[]): string | undefined {
  const local = localName(name);
  return local !== name && known.includes(local)
    ? `Write ${local}: inside its aggregate a name has no context.`
    : undefined;
}
