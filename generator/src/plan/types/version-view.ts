/** One version of a shape: its TypeScript types and the statement that makes its shape. Every file with data is made of these. */
import type { RefType, TypeModel } from '../../model/type-model.js';
import { call, type Code } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import type { DocParts } from '../layout/doc-comment.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { VersionNames } from '../names/version-names.js';
import type { DomainPlan } from '../domain-plan.js';
import { inlineDeclarations, inlineMap, typeDeclaration, type DeclarationView } from './declarations.js';
import { inlineObjects } from './inline-objects.js';
import { recordCode, shapeCode, type ShapeContext } from './shape-code.js';

export interface VersionView {
  readonly declarations: readonly DeclarationView[];
  /** The statement that makes the shape. */
  readonly shape: string;
}

export interface PlannedVersion {
  /** Context whose checks file the shape uses. */
  readonly context: string;
  readonly names: VersionNames;
  readonly type: TypeModel;
  readonly doc: DocParts;
  readonly inputDoc: DocParts;
  /** Whether other files use the shape. */
  readonly isShared: boolean;
  readonly isLater: (ref: RefType) => boolean;
}

export function versionView(planned: PlannedVersion, scope: ModuleScope, plan: DomainPlan): VersionView {
  const { names, type, doc, inputDoc } = planned;
  const hasInput = (inner: TypeModel): boolean => names.input !== undefined && plan.inputs.differs(inner);
  const inlines = inlineObjects(names.data.name, type, { scope, hasInput });
  const named = inlineMap(inlines);
  plan.inlines.add(names.data, named);
  const context: ShapeContext = {
    scope,
    model: plan.model,
    names: plan.names,
    scalars: plan.config.scalars,
    inlines: named,
    side: names.input === undefined ? 'data' : 'input',
    checks: plan.checks(planned.context),
    isLater: planned.isLater,
  };
  const declarations = [
    ...inlineDeclarations(inlines, 'data', context),
    typeDeclaration(type, { name: names.data, doc }, 'data', context),
  ];
  if (names.input !== undefined) {
    declarations.push(...inlineDeclarations(inlines, 'input', context));
    declarations.push(typeDeclaration(type, { name: names.input, doc: inputDoc }, 'input', context));
  }
  return { declarations, shape: shapeStatement(planned, context) };
}

function shapeStatement({ names, type, isShared }: PlannedVersion, context: ShapeContext): string {
  const { scope } = context;
  const types = [names.data, ...(names.input === undefined ? [] : [names.input])].map((name) => scope.type(name));
  const shapeType = `${scope.doorType('Shape')}<${types.join(', ')}>`;
  const head = `${isShared ? 'export ' : ''}const ${names.shape.name}: ${shapeType} = `;
  const code = declaredCode(type, `<${types.join(', ')}>`, context);
  return constantStatement(head, code);
}

/** An object's type is told by the declaration around it, unless it stands inside another call. */
function declaredCode(type: TypeModel, typeArguments: string, context: ShapeContext): Code {
  if (type.kind !== 'object') return shapeCode(type, context);
  const check = context.checks.of(type);
  if (check === undefined) return recordCode(type.shape, context);
  return call(
    context.scope.door('constrained'),
    recordCode(type.shape, context, typeArguments),
    context.scope.value(check),
  );
}
