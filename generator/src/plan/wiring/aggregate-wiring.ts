/** One aggregate of a context's wiring: what the user brings, what the user gets, and how one is made of the other. */
import type { AggregateModel } from '../../model/domain-model.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import { call, type Code } from '../layout/code.js';
import { layOut } from '../layout/lay-out.js';
import { docComment } from '../layout/doc-comment.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import { repositoryMethods } from './repository-methods.js';
import type { WiringContext, WiringMethodView } from './wiring-context.js';

export interface AggregateWiringView {
  readonly doc: string;
  readonly key: string;
  readonly methods: readonly WiringMethodView[];
  /** The statement that opens the repository. */
  readonly repository: string;
}

/** A type that only the user knows. */
export interface TypeParameter {
  readonly name: string;
  readonly declaration: string;
}

export interface AggregateWiring {
  readonly view: AggregateWiringView;
  /** A property of the context's options; `undefined` where the user writes no behaviour. */
  readonly option: string | undefined;
  readonly typeParameter: TypeParameter | undefined;
}

export function aggregateWiring(aggregate: AggregateModel, wiring: WiringContext): AggregateWiring {
  const { key, scope, plan } = wiring;
  const names = plan.names.aggregate(aggregate);
  const repository = scope.claim(`${key} repository`, `${key}Repository`);
  const behaviour = behaviourOf(aggregate, names, wiring);
  const { description, name } = aggregate;
  const head = `const ${repository} = `;
  const opened = layOut(behaviour.open, { indent: 2, column: 2 + head.length, after: 1 });
  return {
    view: {
      doc: docComment(
        { description, otherwise: `The ${aggregate.persistence === 'state' ? 'states' : 'streams'} of ${name}.` },
        2,
      ),
      key: propertyKey(key),
      methods: repositoryMethods({ ...wiring, aggregate, names, repository, state: behaviour.state }),
      repository: `${head}${opened};`,
    },
    option: optionOf(behaviour.brings, wiring, names),
    typeParameter: behaviour.typeParameter,
  };
}

/** Everything that the user brings, as one object. */
function optionOf(brings: readonly string[], { key, scope, needs }: WiringContext, names: AggregateNames) {
  const members = [...brings, ...(needs.own ? [`readonly upcasters: ${scope.type(names.upcastsNames.own)}`] : [])];
  return members.length === 0 ? undefined : `readonly ${propertyKey(key)}: { ${members.join('; ')} };`;
}

/** What the user brings for the streams of a process: functions that its steps call. Its handlers stand with the others'. */
export function streamsOption(streams: AggregateModel, wiring: WiringContext): string | undefined {
  return optionOf([], wiring, wiring.plan.names.aggregate(streams));
}

/** What the user's part looks like in each style. */
interface Behaviour {
  /** Members of the aggregate's option. */
  readonly brings: readonly string[];
  readonly typeParameter: TypeParameter | undefined;
  readonly state: string;
  readonly open: Code;
}

function behaviourOf(aggregate: AggregateModel, names: AggregateNames, wiring: WiringContext): Behaviour {
  const { scope, locals } = wiring;
  const definition = scope.value(names.contractNames.definition);
  switch (aggregate.style) {
    case 'decider':
      return deciderBehaviour(aggregate, names, wiring);
    case 'class':
      return classBehaviour(aggregate, names, wiring);
    case 'process':
      throw new Error(`${aggregate.name} is a process, and has no repository.`);
    case 'log':
      return {
        brings: [],
        typeParameter: undefined,
        state: 'never',
        open: call(scope.door('logRepository'), definition, locals.context),
      };
  }
}

/** Without a declared state the caller's decider says what it is. */
function deciderBehaviour(
  { name, snapshot, persistence }: AggregateModel,
  names: AggregateNames,
  wiring: WiringContext,
): Behaviour {
  const { scope, key, locals } = wiring;
  const { contractNames, stateNames } = names;
  const decider = scope.type(contractNames.behaviour);
  const option = propertyAccess(locals.options, key);
  const keeps = snapshot !== undefined && stateNames === undefined;
  const open = call(
    scope.door(persistence === 'state' ? 'stateRepository' : 'deciderRepository'),
    scope.value(contractNames.definition),
    `${option}.decider`,
    locals.context,
    ...(keeps ? [`${option}.snapshots`] : []),
  );
  if (stateNames !== undefined) {
    const brings = [`readonly decider: ${decider}`];
    return { brings, typeParameter: undefined, state: scope.type(stateNames.latest), open };
  }
  const state = scope.claim(`${key} state`, `${name}State`);
  const typeParameter = { name: state, declaration: `${state} = unknown` };
  const brings = [`readonly decider: ${decider}<${state}>`, ...(keeps ? [codecOf(state, scope)] : [])];
  return { brings, typeParameter, state, open };
}

/** How the user's state is kept, where the schema has snapshots and does not know the state. */
const codecOf = (state: string, scope: ModuleScope): string =>
  `readonly snapshots: ${scope.doorType('SnapshotCodec')}<${state}>`;

function classBehaviour({ name, snapshot }: AggregateModel, names: AggregateNames, wiring: WiringContext): Behaviour {
  const { scope, key, locals } = wiring;
  const { contractNames, stateNames } = names;
  const keeps = snapshot !== undefined && stateNames === undefined;
  const aggregate = scope.claim(`${key} class`, name);
  const behaviour = scope.type(contractNames.behaviour);
  // With a default, so that code which does not look into the aggregate need not name its class.
  const declaration = `${aggregate} extends ${behaviour} = ${behaviour}`;
  const option = propertyAccess(locals.options, key);
  const definition = scope.value(contractNames.definition);
  return {
    brings: [`readonly aggregate: new () => ${aggregate}`, ...(keeps ? [codecOf(aggregate, scope)] : [])],
    typeParameter: { name: aggregate, declaration },
    state: aggregate,
    open: call(
      scope.door('aggregateRepository'),
      definition,
      `${option}.aggregate`,
      locals.context,
      ...(keeps ? [`${option}.snapshots`] : []),
    ),
  };
}
