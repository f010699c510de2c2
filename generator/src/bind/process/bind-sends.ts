/** `sends`, and the refusals under `on`: commands by name, and rejections that they may meet. */
import { certainName, closestName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { RefusalModel, SentCommandModel } from '../../model/process-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { report } from '../bind-messages.js';
import { type ProcessSource, splitName } from './process-source.js';

export function bindSends(source: ProcessSource): readonly SentCommandModel[] {
  const { name: process, raw, place, scope } = source;
  const names = raw.sends ?? [];
  return names
    .flatMap((name, index): readonly SentCommandModel[] => {
      const at = child(child(place, 'sends'), index);
      if (names.indexOf(name) === index) return commandNamed(name, at, source);
      scope.problems.push(report('listed-twice', { command: process, name }, at));
      return [];
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

function commandNamed(name: string, at: Place, source: ProcessSource): readonly SentCommandModel[] {
  const { name: process, context: own, commands, scope } = source;
  const [context, local] = splitName(name, own);
  const known = name === local || context !== own ? commands.get(context)?.get(local) : undefined;
  if (known === 'broken') return [];
  if (known !== undefined) return [{ ...known, name }];
  const written = [...commands].flatMap(([owner, names]) =>
    [...names.keys()].map((command) => (owner === own ? command : `${owner}.${command}`)),
  );
  const elsewhere = written.filter((candidate) => candidate === local || candidate.endsWith(`.${local}`));
  const meant = elsewhere[0] ?? closestName(name, written);
  const to = elsewhere.length > 0 ? undefined : certainName(name, written);
  const extras = {
    ...(meant === undefined ? {} : { help: `Did you mean ${meant}?` }),
    ...(to === undefined ? {} : { fix: { from: name, to } }),
  };
  scope.problems.push(report('process-of-unknown-command', { process, command: name, context }, at, extras));
  return [];
}

/** Those under `on` that name a command of `sends` and one of its rejections. */
export function bindRefusals(sends: readonly SentCommandModel[], source: ProcessSource): readonly RefusalModel[] {
  const names = source.raw.on ?? [];
  return names
    .flatMap((name, index): readonly RefusalModel[] => {
      // One that is listed twice is reported with the others under on.
      if (!name.includes('/') || names.indexOf(name) < index) return [];
      return refusalNamed(name, child(child(source.place, 'on'), index), { sends, source });
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

interface RefusalScope {
  readonly sends: readonly SentCommandModel[];
  readonly source: ProcessSource;
}

function refusalNamed(name: string, at: Place, { sends, source }: RefusalScope): readonly RefusalModel[] {
  const { name: process, raw, scope } = source;
  const slash = name.indexOf('/');
  const [command, rejection] = [name.slice(0, slash), name.slice(slash + 1)];
  const sent = sends.find((each) => each.name === command);
  if (sent === undefined) {
    // Where it stands under sends, something else is wrong with it.
    if (raw.sends?.includes(command) === true) return [];
    const help = didYouMean(command, raw.sends ?? []);
    scope.problems.push(report('refusal-of-unsent-command', { process, command }, at, { help }));
    return [];
  }
  const { rejects } = sent.command;
  const declared = sent.aggregate.rejections.find((each) => each.name === rejection);
  if (declared !== undefined && rejects.includes(rejection)) return [{ name, sent, rejection: declared }];
  const to = certainName(rejection, rejects);
  const help = didYouMean(rejection, rejects) ?? (rejects.length === 0 ? undefined : `It has ${rejects.join(', ')}.`);
  const fix = to === undefined ? undefined : { from: name, to: `${command}/${to}` };
  scope.problems.push(report('refusal-unknown', { process, command, rejection }, at, { help, fix }));
  return [];
}
