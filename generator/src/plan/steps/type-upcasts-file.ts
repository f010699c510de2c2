/** Target `types.upcasts.ts` of a context: a function for each step between versions of its types. */
import type { ContextModel, NamedTypeModel, TypeVersionModel } from '../../model/domain-model.js';
import type { StepPlan } from '../../model/evolution-model.js';
import { literal } from '../../naming/literal.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { found, type ContextNames } from '../names/domain-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { typeText } from '../types/type-text.js';
import { customOfTypes, customTypesOf, type CustomFunction } from './custom-functions.js';
import { customInterface, type CustomSignature } from './custom-types.js';
import { stepDoc } from './step-doc.js';
import { stepStatements, type StepSide } from './step-function.js';
import type { StepsFile } from './step-context.js';
import { stepsOf, type TypeStep } from './type-steps.js';
import type { UpcastsFileView } from './upcasts-file.js';

interface TypeUpcasts extends StepsFile {
  readonly context: ContextModel;
  readonly names: ContextNames;
}

/** `undefined` for a context whose types have one version each. */
export function planTypeUpcastsFile(context: ContextModel, plan: DomainPlan): PlannedFile<UpcastsFileView> | undefined {
  const names = plan.names.context(context);
  const scope = names.typeUpcasts;
  const file: TypeUpcasts = { context, names, scope, plan, evolution: plan.evolution, isEarly: true };
  const all = stepsOf(context, plan);
  const steps = all.flatMap((step) => typeStatements(step, file));
  if (steps.length === 0) return undefined;
  const statements = [...interfaceStatements(all, file), ...steps].map((text) => ({ text }));
  const sources = all.map(({ type }) => type.place.file.path);
  return generatedFile({ scope, template: 'upcasts', sources }, (header) => ({ ...header, statements }));
}

function typeStatements({ type, older, newer, up, down }: TypeStep, file: TypeUpcasts): readonly string[] {
  const functions = found(file.names.typeStepNames.steps.get(type)?.get(newer.schemaVersion), type.name);
  const side = (each: TypeVersionModel): StepSide => ({
    type: each.type,
    data: dataOf(type, each.schemaVersion, file.plan),
  });
  const statements = (plan: StepPlan, name: Exported, old: StepSide, next: StepSide): readonly string[] =>
    stepStatements(
      { function: name, doc: stepDoc(type.name, plan), plan, old, next, given: givenTo(type, plan, file) },
      file,
    );
  return [
    ...statements(up, functions.up, side(older), side(newer)),
    ...(down === undefined ? [] : statements(down, functions.down, side(newer), side(older))),
  ];
}

function dataOf({ context, name }: NamedTypeModel, schemaVersion: number, { names }: DomainPlan): Exported {
  return names.type({ context, name, schemaVersion }).data;
}

/** Functions for types are given by context. */
function givenTo(type: NamedTypeModel, plan: StepPlan, { names, scope, ...file }: TypeUpcasts) {
  const newer = String(Math.max(plan.from, plan.to));
  const own = propertyAccess('', type.context) + propertyAccess('', type.name);
  return {
    facts: undefined,
    custom: plan.needsCustom ? customType(plan.customTypes, file, { names, scope }) : '',
    ownPart: `${own}${plan.to < plan.from ? '.downcasts' : ''}[${newer}]`,
    typesPart: '',
  };
}

/** Only what this step needs of what all steps of the file do. */
function customType(
  needed: readonly string[],
  { context, plan }: Pick<TypeUpcasts, 'context' | 'plan'>,
  { names, scope }: { readonly names: ContextNames; readonly scope: ModuleScope },
): string {
  const name = scope.type(names.typeStepNames.upcastsNames.custom);
  const all = customTypesOf(stepsOf(context, plan));
  return needed.length === all.length ? name : `Pick<${name}, ${needed.map(literal).join(' | ')}>`;
}

function interfaceStatements(steps: readonly TypeStep[], file: TypeUpcasts): readonly string[] {
  const { context, names, scope, plan, evolution } = file;
  const { own, custom } = names.typeStepNames.upcastsNames;
  const contexts = customTypesOf(steps);
  const functions = customOfTypes(context, evolution).flatMap(({ model, functions: all }) =>
    all.map((each) => ({ function: each, signature: signatureOf(model, each, file) })),
  );
  const ownDoc = docComment({ otherwise: `Functions of yours that steps of types of ${context.name} call.` });
  const customDoc = docComment({ otherwise: 'Functions of yours that are called from here, by context.' });
  const members = contexts.map((each) => {
    const type = scope.type(plan.names.contextNamed(each).typeStepNames.upcastsNames.own);
    return `  readonly ${propertyKey(each)}: ${type};\n`;
  });
  return [
    ...(functions.length === 0 ? [] : [ownDoc + customInterface(`export interface ${own.name}`, functions)]),
    ...(contexts.length === 0 ? [] : [`${customDoc}export interface ${custom.name} {\n${members.join('')}}`]),
  ];
}

function signatureOf(model: NamedTypeModel, each: CustomFunction, { plan, scope }: TypeUpcasts): CustomSignature {
  const old = dataOf(model, each.from, plan);
  const next = dataOf(model, each.to, plan);
  const parameters = [`old: ${scope.type(old)}`];
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
