import { camelCase } from '../../naming/letter-case.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { found } from '../names/domain-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import { typeText } from '../types/type-text.js';
import { customOfAggregate, needsOfAggregate, type CustomFunction, type CustomNeeds } from './custom-functions.js';
import { customInterface, type CustomSignature } from './custom-types.js';
import { hasFacts, keyOf, messageNamesOf, typesKey, type MessageModel, type Upcasts } from './message-steps.js';

/** What users write, and what functions of the file are given of it; nothing where that is nothing. */
export function interfaceStatements(file: Upcasts): readonly string[] {
  const { aggregate, names, evolution } = file;
  const { own, custom } = names.upcastsNames;
  const needs = needsOfAggregate(aggregate, evolution);
  if (!needs.own && needs.types.length === 0) return [];
  const functions = customOfAggregate(aggregate, evolution).flatMap(({ model, functions: all }) =>
    all.map((each) => ({ function: each, signature: signatureOf(model, each, file) })),
  );
  const ownDoc = docComment({ otherwise: `Functions of yours that steps of ${aggregate.name} call.` });
  const ownText = needs.own ? [ownDoc + customInterface(`export interface ${own.name}`, functions)] : [];
  const customDoc = docComment({ otherwise: 'All functions of yours that are called from here.' });
  const members = customMembers(file, needs);
  return [
    ...ownText,
    `${customDoc}export interface ${custom.name} {\n${members.map((line) => `  ${line}\n`).join('')}}`,
  ];
}

function signatureOf(model: MessageModel, each: CustomFunction, file: Upcasts): CustomSignature {
  const { names, scope, plan, facts } = file;
  const { versions } = messageNamesOf(model, names);
  const old = found(versions[each.from - 1], keyOf(model)).data;
  const parameters = [`old: ${scope.type(old)}`, ...(hasFacts(model, file.aggregate) ? [`stored: ${facts()}`] : [])];
  if (each.kind === 'becomes')
    return { parameters, returns: `readonly ${found(names.stepNames.get(model), keyOf(model)).part.name}[]` };
  const next = found(versions[each.to - 1], keyOf(model)).data;
  if (each.type === undefined) return { parameters, returns: scope.type(next) };
  const types = {
    scope,
    names: plan.names,
    scalars: plan.config.scalars,
    inlines: plan.inlines.preferring([next, old]),
  };
  const returns = typeText(each.type, 'data', types);
  return { parameters, returns: each.mayBeAbsent ? `${returns} | undefined` : returns };
}

function customMembers(file: Upcasts, needs: CustomNeeds): readonly string[] {
  const { aggregate, names, plan, scope } = file;
  const context = found(
    plan.model.contexts.find(({ name }) => name === aggregate.context),
    aggregate.context,
  );
  const own = `readonly ${propertyKey(camelCase(aggregate.name))}: ${names.upcastsNames.own.name};`;
  return [
    ...(needs.own ? [own] : []),
    ...(needs.types.length === 0
      ? []
      : [`readonly ${typesKey(context.aggregates)}: ${typeUpcastersType(needs.types, scope, plan)};`]),
  ];
}

/** `{ readonly payments: PaymentsTypeUpcasters }`. */
export function typeUpcastersType(contexts: readonly string[], scope: ModuleScope, { names }: DomainPlan): string {
  const members = contexts.map(
    (context) =>
      `readonly ${propertyKey(context)}: ${scope.type(names.contextNamed(context).typeStepNames.upcastsNames.own)}`,
  );
  return `{ ${members.join('; ')} }`;
}
