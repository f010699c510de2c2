/**
 * Where each generated or scaffolded file lies. Paths are posix, relative to the project root and without ending; no two
 * are the same file on any disk. They depend on the names in the schemas alone, not on what else is there or in which
 * order it was read, wherever names differ in more than spelling.
 */
import type { AggregateModel, ContextModel, DomainModel } from '../../model/domain-model.js';
import type { ProjectionModel } from '../../model/projection-model.js';
import { kebabCase } from '../../naming/letter-case.js';
import { isDeviceName, pathCollisionKey } from '../../naming/path-names.js';

export interface AggregatePaths {
  /** What users import from. */
  readonly entry: string;
  readonly events: string;
  readonly commands: string;
  readonly rejections: string;
  readonly state: string;
  /** Steps between versions of its messages. */
  readonly upcasts: string;
  /** The user's file. */
  readonly scaffold: string;
  /** The user's file with functions that steps call. */
  readonly upcasters: string;
}

export interface ContextPaths {
  readonly types: string;
  /** Steps between versions of its types. */
  readonly typeUpcasts: string;
  /** The user's file with functions that they call. */
  readonly typeUpcasters: string;
  readonly checks: string;
  readonly wiring: string;
  /** Samples of every version, where they are asked for. */
  readonly samples: string;
  readonly aggregates: ReadonlyMap<AggregateModel, AggregatePaths>;
  readonly projections: ReadonlyMap<ProjectionModel, ProjectionPaths>;
}

export interface ProjectionPaths {
  /** What users import from. */
  readonly entry: string;
  /** The user's file. */
  readonly scaffold: string;
}

export interface ModulePaths {
  readonly metadata: string;
  readonly metadataChecks: string;
  readonly contexts: ReadonlyMap<ContextModel, ContextPaths>;
}

export interface OutputRoots {
  readonly out: string;
  readonly src: string;
}

/** Names of one folder: each given out once, compared as disks do, and none that is a device on Windows. */
class FolderNames {
  readonly #taken = new Set<string>();

  constructor(taken: readonly string[] = []) {
    for (const name of taken) this.#taken.add(pathCollisionKey(name));
  }

  /** The first of `ideals` that is free, otherwise the last of them with a number. */
  claim(...ideals: readonly [string, ...string[]]): string {
    const [first] = ideals;
    const last = ideals.at(-1) ?? first;
    let name = ideals.find((ideal) => this.#isFree(ideal)) ?? last;
    for (let number = 2; !this.#isFree(name); number += 1) name = `${last}-${String(number)}`;
    this.#taken.add(pathCollisionKey(name));
    return name;
  }

  #isFree(name: string): boolean {
    return !isDeviceName(name) && !this.#taken.has(pathCollisionKey(name));
  }
}

export function modulePaths(model: DomainModel, roots: OutputRoots): ModulePaths {
  const folders = new FolderNames();
  const scaffolds = scaffoldPaths(model, roots.src);
  const handlers = handlersPaths(model, roots.src);
  const contexts = model.contexts.map((context) => {
    const folder = `${roots.out}/${folders.claim(kebabCase(context.name))}`;
    const typeUpcasters = typeUpcastersPath(context, roots.src, scaffolds);
    return [context, { ...contextPaths(context, folder, { scaffolds, handlers }), typeUpcasters }] as const;
  });
  return {
    metadata: `${roots.out}/metadata`,
    metadataChecks: `${roots.out}/metadata.checks`,
    contexts: new Map(contexts),
  };
}

/** Files of users. */
interface UserPaths {
  readonly scaffolds: ReadonlyMap<AggregateModel, string>;
  readonly handlers: ReadonlyMap<ProjectionModel, string>;
}

/** An aggregate may be called as its context is, or `Types`: then the files that nobody imports by hand give way. */
function contextPaths(
  context: ContextModel,
  folder: string,
  { scaffolds, handlers }: UserPaths,
): Omit<ContextPaths, 'typeUpcasters'> {
  const stems = new FolderNames();
  const files = new FolderNames(['types', 'checks', 'types.upcasts']);
  const aggregates = context.aggregates.map((aggregate) => {
    const stem = stems.claim(kebabCase(aggregate.name));
    const scaffold = scaffolds.get(aggregate) ?? stem;
    const paths: AggregatePaths = {
      entry: `${folder}/${files.claim(stem, `${stem}.${aggregate.style === 'process' ? 'process' : 'aggregate'}`)}`,
      events: `${folder}/${stem}.events`,
      commands: `${folder}/${stem}.commands`,
      rejections: `${folder}/${stem}.rejections`,
      state: `${folder}/${stem}.state`,
      upcasts: `${folder}/${files.claim(`${stem}.upcasts`, `${stem}.aggregate.upcasts`)}`,
      scaffold,
      upcasters: upcastersPath(scaffold),
    };
    return [aggregate, paths] as const;
  });
  const name = kebabCase(context.name);
  const wiring = `${folder}/${files.claim(name, `${name}.context`)}`;
  // Behind it: who adds a projection must not find the context elsewhere.
  const projections = context.projections.map((projection) => {
    const stem = stems.claim(kebabCase(projection.name));
    const entry = `${folder}/${files.claim(stem, `${stem}.projection`)}`;
    return [projection, { entry, scaffold: handlers.get(projection) ?? stem }] as const;
  });
  return {
    types: `${folder}/types`,
    typeUpcasts: `${folder}/types.upcasts`,
    checks: `${folder}/checks`,
    wiring,
    samples: `${folder}/${name}.samples`,
    aggregates: new Map(aggregates),
    projections: new Map(projections),
  };
}

const scaffoldEndings = { class: 'aggregate', decider: 'decider', log: 'decider', process: 'process' } as const;

function scaffoldPaths(model: DomainModel, src: string): ReadonlyMap<AggregateModel, string> {
  const aggregates = model.contexts.flatMap((context) => context.aggregates);
  return userPaths(aggregates, src, ({ style }) => scaffoldEndings[style]);
}

/** Their endings differ from those of aggregates, with which they may share a folder. */
function handlersPaths(model: DomainModel, src: string): ReadonlyMap<ProjectionModel, string> {
  return userPaths(
    model.contexts.flatMap((context) => context.projections),
    src,
    () => 'projection',
  );
}

/**
 * Files of users never move because another of theirs sorts before: where those of several contexts have one name, all of
 * them lie in a folder of their context.
 */
function userPaths<Owner extends { readonly name: string; readonly context: string }>(
  owners: readonly Owner[],
  src: string,
  endingOf: (owner: Owner) => string,
): ReadonlyMap<Owner, string> {
  const keys = owners.map((owner) => pathCollisionKey(kebabCase(owner.name)));
  const folders = new FolderNames();
  const paths = owners.map((owner) => {
    const name = kebabCase(owner.name);
    const isShared = keys.indexOf(pathCollisionKey(name)) !== keys.lastIndexOf(pathCollisionKey(name));
    const folder = folders.claim(isShared ? `${kebabCase(owner.context)}/${name}` : name);
    const file = folder.slice(folder.lastIndexOf('/') + 1);
    return [owner, `${src}/${folder}/${file}.${endingOf(owner)}`] as const;
  });
  return new Map(paths);
}

/** Beside the behaviour: `order/order.upcasters` for `order/order.decider`. */
const upcastersPath = (scaffold: string): string => scaffold.replace(/\.[a-z]+$/, '.upcasters');

/** An aggregate `Types` may have that file already. */
function typeUpcastersPath(
  { name }: ContextModel,
  src: string,
  scaffolds: ReadonlyMap<AggregateModel, string>,
): string {
  const folder = `${src}/${new FolderNames().claim(kebabCase(name))}`;
  const path = `${folder}/types.upcasters`;
  const taken = new Set([...scaffolds.values()].map((scaffold) => pathCollisionKey(upcastersPath(scaffold))));
  return taken.has(pathCollisionKey(path)) ? `${folder}/types.type-upcasters` : path;
}
