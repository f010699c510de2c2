/** A file with an aggregate → its model, without what is broken. */
import { atKey, child, root as rootOf, type Place } from '../../diagnostics/place.js';
import type { AggregateModel, FactModel, SnapshotModel } from '../../model/domain-model.js';
import { camelCase } from '../../naming/letter-case.js';
import type { RawDocument, RawSchema } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import type { AggregateSource } from './aggregate-source.js';
import { bindCommands } from './bind-commands.js';
import { bindEvents } from './bind-events.js';
import { bindIdentity } from './bind-identity.js';
import { bindRejections } from './bind-rejections.js';
import { bindState } from './bind-state.js';
import { bindSubject } from './bind-subject.js';
import { checkStoredState } from './check-stored-state.js';
import { factCategory, factName } from './fact-names.js';

/** The aggregate a file declares; `undefined` for a file of types, where sections that need one are reported. */
export function bindAggregate({ file, document }: RawSchema, scope: FileScope): AggregateModel | undefined {
  const root = rootOf(file);
  checkSections(document, root, scope);
  const { aggregate: name, context, style = 'decider' } = document;
  if (name === undefined) return undefined;
  const id = bindIdentity(document, root, scope);
  const source: AggregateSource = { name, context, document, root, id, scope };
  const events = bindEvents(source);
  const category = categoryOf(document, root, scope);
  return {
    context,
    name,
    category,
    description: document.description,
    style,
    persistence: document.persistence ?? 'events',
    fact: document.facts === true ? factOf(context, name, category) : undefined,
    sources: [file.path],
    id,
    events,
    rejections: bindRejections(source),
    commands: bindCommands(source),
    state: bindState(source),
    subject: bindSubject(source, events),
    snapshot: snapshotOf(document),
    place: child(root, 'aggregate'),
  };
}

const aggregateSections = ['id', 'events', 'rejections', 'commands', 'state', 'states', 'subject', 'category'] as const;

function checkSections(document: RawDocument, root: Place, { problems }: FileScope): void {
  if (document.aggregate === undefined) {
    for (const section of aggregateSections) {
      if (document[section] !== undefined)
        problems.push(report('outside-aggregate', { section }, atKey(child(root, section))));
    }
  }
  if (document.style === 'log') {
    const aggregate = document.aggregate ?? 'This';
    for (const section of ['commands', 'rejections', 'snapshot'] as const) {
      if (document[section] === undefined) continue;
      problems.push(report('log-with-commands', { aggregate, section }, atKey(child(root, section))));
    }
  }
  if (document.aggregate !== undefined) checkStoredState(document, root, problems);
}

/** The event with the whole state, and the streams that it lies in. */
function factOf(context: string, aggregate: string, category: string): FactModel {
  const name = factName(aggregate);
  return { name, type: `${context}.${name}`, category: factCategory(category) };
}

/** The kind part of the stream names: what `category` says, or `<context>.<aggregate>`. */
function categoryOf({ category, context, aggregate = '' }: RawDocument, root: Place, { problems }: FileScope): string {
  if (category === undefined) return `${context}.${camelCase(aggregate)}`;
  const reason = categoryProblem(category);
  if (reason !== undefined) {
    problems.push(report('name-not-usable', { what: 'A category', name: category, reason }, child(root, 'category')));
  }
  return category;
}

function categoryProblem(category: string): string | undefined {
  if (category === '') return 'it is empty';
  if (category.includes('-')) return 'it has a -, at which the id would start';
  return /[\s\u0000-\u001f\u007f]/.test(category) ? 'it has blanks or control characters' : undefined;
}

function snapshotOf({ snapshot }: RawDocument): SnapshotModel | undefined {
  return snapshot === undefined ? undefined : { every: snapshot.every, revision: snapshot.revision ?? 1 };
}
