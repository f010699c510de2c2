/** What a name on the command line means among the events, commands and types of a project. */
import { didYouMean } from '../diagnostics/did-you-mean.js';
import type { Place, SourceFile } from '../diagnostics/place.js';
import type { VersionRequest } from '../source/edit/version-request.js';
import type { AggregateModel, ContextModel, DomainModel, EventModel, StateModel } from '../model/domain-model.js';

/** Something that has versions, and where it is declared. */
export interface Declaration {
  readonly kind: 'event' | 'command' | 'type' | 'state' | 'states' | 'process';
  readonly context: string;
  readonly name: string;
  readonly file: SourceFile;
  /** The newest version. */
  readonly newest: number;
  /** Whether it is written with version keys. */
  readonly versioned: boolean;
  /** Why it gets no further version. */
  readonly refusal: string | undefined;
}

export type FoundDeclaration =
  { readonly ok: true; readonly declaration: Declaration } | { readonly ok: false; readonly reason: string };

/** `name` is local, or `context.Name`. */
export function findDeclaration({ contexts }: DomainModel, name: string): FoundDeclaration {
  const all = contexts.flatMap(declarationsIn);
  const found = all.filter((each) => [each.name, `${each.context}.${each.name}`].includes(name));
  // What a project declares itself is meant before what it imports.
  const own = found.filter(({ context }) => context !== standardContext);
  const [declaration, ...others] = own.length > 0 ? own : found;
  if (declaration === undefined) return { ok: false, reason: unknownName(contexts, all, name) };
  if (others.length > 0) {
    const names = [declaration, ...others].map((each) => `${each.context}.${each.name}`);
    return { ok: false, reason: `${name} may be ${names.join(' or ')}; name one of them.` };
  }
  const { refusal } = declaration;
  return refusal === undefined ? { ok: true, declaration } : { ok: false, reason: refusal };
}

const standardContext = 'std';

function declarationsIn({ name: context, types, aggregates }: ContextModel): readonly Declaration[] {
  const versioned = types.map((type): Declaration => {
    const refusal =
      context === standardContext
        ? `${type.name} is a standard type, which comes with varve; declare a type of your own.`
        : undefined;
    return { kind: 'type', context, ...placed(type), versioned: type.versioned, refusal };
  });
  return [...versioned, ...aggregates.flatMap((aggregate) => messagesIn(aggregate, context))];
}

function messagesIn({ name, events, commands, state, style }: AggregateModel, context: string): readonly Declaration[] {
  return [
    ...events.map((event): Declaration => {
      const refusal = refusalOf(event);
      return { kind: 'event', context, ...placed(event), versioned: true, refusal };
    }),
    ...commands.map((command): Declaration => {
      return { kind: 'command', context, ...placed(command), versioned: true, refusal: undefined };
    }),
    ...(state === undefined ? [] : [stateOf(name, state, { context, isProcess: style === 'process' })]),
  ];
}

/** By the name that its type has in code. */
function stateOf(
  aggregate: string,
  state: StateModel,
  { context, isProcess }: { readonly context: string; readonly isProcess: boolean },
): Declaration {
  const ofAggregate = state.union === undefined ? 'state' : 'states';
  const kind = isProcess ? 'process' : ofAggregate;
  return { kind, context, ...placed({ ...state, name: `${aggregate}State` }), versioned: true, refusal: undefined };
}

interface Versioned {
  readonly name: string;
  readonly place: Place;
  readonly versions: readonly unknown[];
}

const placed = ({ name, place, versions }: Versioned): Pick<Declaration, 'name' | 'file' | 'newest'> => ({
  name,
  file: place.file,
  newest: versions.length,
});

function refusalOf({ name, retired, ignored, becomes }: EventModel): string | undefined {
  const because = 'so nothing would ever be written in a further version.';
  if (becomes !== undefined) return `${name} is replaced by other events (becomes), ${because}`;
  if (retired !== undefined) return `${name} is retired (${retired}), ${because}`;
  return ignored === undefined ? undefined : `${name} is ignored (${ignored}), ${because}`;
}

function unknownName(contexts: readonly ContextModel[], all: readonly Declaration[], name: string): string {
  const local = name.split('.').at(-1) ?? name;
  const aggregates = contexts.flatMap((context) => context.aggregates);
  const rejections = aggregates.flatMap((aggregate) => aggregate.rejections);
  if (rejections.some((rejection) => rejection.name === local)) {
    return `${name} is a rejection. Rejections have no versions: stored answers expire.`;
  }
  if (contexts.some(({ processes }) => processes.some((process) => process.name === local))) {
    return `${name} is a process. What has versions is its state: ${name}State.`;
  }
  if (aggregates.some((aggregate) => aggregate.name === local)) {
    return `${name} is an aggregate. Name one of its events or commands, a type, or ${name}State for its state.`;
  }
  if (contexts.some(({ projections }) => projections.some((projection) => projection.name === local))) {
    return `${name} is a projection. Projections have no versions: change it, and its rows are made anew.`;
  }
  const known = all.filter(({ context }) => context !== standardContext);
  const names = known.map((each) => (name.includes('.') ? `${each.context}.${each.name}` : each.name));
  const help = didYouMean(name, names) ?? 'varve evolve takes the name of an event, a command, a type or a state.';
  return `No schema declares ${name}. ${help}`;
}

/** The section of the file that it stands in. */
export function sectionOf({ kind }: Declaration): VersionRequest['section'] {
  if (kind === 'process') return 'processes';
  return kind === 'state' || kind === 'states' ? kind : `${kind}s`;
}
