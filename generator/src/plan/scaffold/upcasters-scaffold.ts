/**
 * Targets `<aggregate>.upcasters.ts` and `types.upcasters.ts`, the user's own files: the functions that steps call. They do not
 * compile until they are written, and fail with a ReferenceError where types are not checked: a step never gives nothing.
 */
import type { AggregateModel, ContextModel, EventModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { fromEntry } from '../names/aggregate-names.js';
import { constName, createModuleScope, type Exported } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import type { ScaffoldMember } from '../scaffold-plan.js';
import { customOfAggregate, customOfTypes, type CustomFunction } from '../steps/custom-functions.js';
import { numberOrKey } from '../steps/custom-types.js';
import { hasFacts, isEvent, keyOf } from '../steps/message-steps.js';
import { pascalCase } from '../../naming/letter-case.js';
import { indent } from './indent.js';

export interface UpcastersFileView {
  readonly imports: string;
  readonly doc: string;
  readonly variable: string;
  /** Members of the object, indented by 2. */
  readonly members: readonly { readonly text: string }[];
  /** What the object satisfies. */
  readonly type: string;
}

/** `undefined` where no step of the aggregate's messages calls a function of the user. */
export function planUpcastersScaffold(
  aggregate: AggregateModel,
  plan: DomainPlan,
): PlannedFile<UpcastersFileView> | undefined {
  const names = plan.names.aggregate(aggregate);
  const members = customOfAggregate(aggregate, plan.evolution).flatMap(({ model, functions }) =>
    functions.map((each) =>
      memberOf(each, {
        name: keyOf(model),
        event: isEvent(model) ? model : undefined,
        hasFacts: hasFacts(model, aggregate),
      }),
    ),
  );
  return upcastersFile(
    { path: names.paths.upcasters, variable: `${constName(aggregate.name)}Upcasters`, of: aggregate.name, members },
    fromEntry(names.upcastsNames.own, names),
    { sources: aggregate.sources, importEnding: plan.config.importEnding },
  );
}

/** `undefined` where no step of the context's types calls a function of the user. */
export function planTypeUpcastersScaffold(
  context: ContextModel,
  plan: DomainPlan,
): PlannedFile<UpcastersFileView> | undefined {
  const { paths, types: scope, typeStepNames } = plan.names.context(context);
  const owners = customOfTypes(context, plan.evolution);
  if (owners.length === 0) return undefined;
  const members = owners.flatMap(({ model, functions }) =>
    functions.map((each) => memberOf(each, { name: model.name, event: undefined, hasFacts: false })),
  );
  const type = { ...typeStepNames.upcastsNames.own, name: scope.passOn(typeStepNames.upcastsNames.own) };
  const variable = `${constName(pascalCase(context.name))}TypeUpcasters`;
  return upcastersFile(
    { path: paths.typeUpcasters, variable, of: `types of ${context.name}`, members },
    { ...type, module: scope.module },
    { sources: owners.map(({ model }) => model.place.file.path), importEnding: plan.config.importEnding },
  );
}

interface Upcasters {
  readonly path: string;
  readonly variable: string;
  readonly of: string;
  readonly members: readonly ScaffoldMember[];
}

function upcastersFile(
  { path, variable: ideal, of, members }: Upcasters,
  interfaceType: Exported,
  { sources, importEnding }: { readonly sources: readonly string[]; readonly importEnding: string },
): PlannedFile<UpcastersFileView> | undefined {
  if (members.length === 0) return undefined;
  const scope = createModuleScope(path, importEnding);
  const variable = scope.claim('upcasters', ideal);
  const type = scope.type(interfaceType);
  const notes = [
    'They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.',
  ];
  const view: UpcastersFileView = {
    imports: scope.imports().trimEnd(),
    doc: docComment({ otherwise: `What steps of ${of} cannot say in the schema.`, notes }),
    variable,
    members: textsOf(nested(members)).map((text) => ({ text: indent(text, 2) })),
    type,
  };
  return {
    path: `${path}.ts`,
    ownership: 'scaffold',
    template: 'upcasters',
    view,
    sources: [...new Set(sources)].sort(),
    scaffold: { target: { kind: 'functions', variable, type: interfaceType.name }, members },
  };
}

interface Owner {
  readonly name: string;
  /** What it is, if it is an event. */
  readonly event: EventModel | undefined;
  /** Whether functions get what is known of the stored event. */
  readonly hasFacts: boolean;
}

/** Both parameters are used, so that all the compiler says is that it is not written. */
function memberOf(each: CustomFunction, { name: owner, event, hasFacts: isGivenFacts }: Owner): ScaffoldMember {
  const parameters = isGivenFacts ? 'old, stored' : 'old';
  const lines = [
    `${numberOrKey(each.name)}(${parameters}) {`,
    `  // Return ${commentText(resultText(each, owner, event))}.`,
    `  return unwritten(${parameters});`,
    '},',
  ];
  return { container: each.container, name: each.name, text: lines.join('\n'), imports: [] };
}

function resultText(
  { kind, name, to, mayBeAbsent }: CustomFunction,
  owner: string,
  event: EventModel | undefined,
): string {
  const parts = (event?.becomes ?? []).map(({ event: part, schemaVersion }) => `${part}@${String(schemaVersion)}`);
  if (kind === 'becomes') return `the events that stand for ${owner}, in order: ${parts.join(', ')}`;
  if (kind === 'whole') return `the whole of schema version ${String(to)}`;
  return `${name} of schema version ${String(to)}${mayBeAbsent ? ', or undefined for nothing' : ''}`;
}

type Nested = Map<string, string | Nested>;

function nested(members: readonly ScaffoldMember[]): Nested {
  const root: Nested = new Map();
  for (const { container, name, text } of members) {
    let node = root;
    for (const key of container) {
      const known = node.get(key);
      const inner: Nested = typeof known === 'object' ? known : new Map();
      node.set(key, inner);
      node = inner;
    }
    node.set(name, text);
  }
  return root;
}

const textsOf = (node: Nested): readonly string[] =>
  [...node].map(([key, inner]) =>
    typeof inner === 'string'
      ? inner
      : [`${numberOrKey(key)}: {`, ...textsOf(inner).map((text) => indent(text, 2)), '},'].join('\n'),
  );
