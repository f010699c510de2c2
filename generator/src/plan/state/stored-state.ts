/** A state that is stored for good: a shape for each of its versions, and how one leads to the next. */
import type { AggregateModel, FactModel, StateModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import type { DomainPlan } from '../domain-plan.js';
import { call, object } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { constantStatement } from '../layout/lay-out.js';
import { messageView, versionEntries } from '../messages/message-view.js';
import { versionCodes } from '../messages/version-codes.js';
import type { StoredStateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { versionView } from '../types/version-view.js';
import type { StateFileView } from './state-file.js';

type StoredState = Pick<StateFileView, 'declarations' | 'shapes' | 'classes' | 'definitions'>;

export function storedState(aggregate: AggregateModel, names: StoredStateNames, plan: DomainPlan): StoredState {
  const state = found(aggregate.state, aggregate.name);
  return aggregate.fact === undefined
    ? plainState(aggregate, { state, names }, plan)
    : factOf(aggregate, { state, names, fact: aggregate.fact }, plan);
}

interface Stored {
  readonly state: StateModel;
  readonly names: StoredStateNames;
}

/** An event like any other, but that nobody decides it: the runtime makes it of the state. */
function factOf(
  aggregate: AggregateModel,
  { state, names, fact }: Stored & { readonly fact: FactModel },
  plan: DomainPlan,
): StoredState {
  const { context, name } = aggregate;
  const { versions, definition } = names;
  const view = messageView(
    {
      context,
      kind: 'Event',
      name: fact.name,
      type: fact.type,
      names: { messageClass: found(names.messageClass, fact.name), definition, versions },
      types: state.versions.map(({ type }) => type),
      doc: { description: `The whole state of ${commentText(name)} behind a change; stored with its events.` },
      notes: [],
      isMade: true,
      versions: versionCodes(state, aggregate, plan),
      further: [],
      isShared: aggregate.snapshot !== undefined,
    },
    plan.names.aggregate(aggregate).state,
    plan,
  );
  return {
    declarations: view.versions.flatMap(({ declarations }) => declarations),
    shapes: view.versions.map(({ shape }) => ({ text: shape })),
    classes: view.classes,
    definitions: [{ doc: view.definitionDoc, text: view.definition }],
  };
}

function plainState(aggregate: AggregateModel, { state, names }: Stored, plan: DomainPlan): StoredState {
  const { context, name } = aggregate;
  const { state: scope, stateNames } = plan.names.aggregate(aggregate);
  const made = state.versions.map(({ type, schemaVersion }, index) => {
    const shape = type.kind === 'object' ? type.shape : { description: undefined, deprecated: undefined };
    const { description, deprecated } = shape;
    const doc = { otherwise: `State of ${name}, schema version ${String(schemaVersion)}.`, description, deprecated };
    const own = { context, type, doc, inputDoc: doc, isShared: false, isLater: () => false };
    return versionView({ ...own, names: found(names.versions[index], name) }, scope, plan);
  });
  const latest = found(stateNames, name).latest.name;
  const head = `export const ${names.definition.name}: ${scope.doorType('StateDefinition')}<${latest}> = `;
  const versions = versionCodes(state, aggregate, plan);
  const entries = object(
    [
      ['type', literal(`${context}.${name}State`)],
      ['name', literal(`${name}State`)],
      ...versionEntries({ names: names.versions, versions, next: 'nextCommandVersion' }, scope),
    ],
    true,
  );
  const doc = docComment({ otherwise: `How the state of ${name} is stored and read.` });
  return {
    declarations: made.flatMap(({ declarations }) => declarations),
    shapes: made.map(({ shape }) => ({ text: shape })),
    classes: [],
    definitions: [{ doc, text: constantStatement(head, call(scope.door('defineState'), entries)) }],
  };
}
