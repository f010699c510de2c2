/** Names in type strings → scalars and references, or a diagnostic that knows what was probably meant. */
import { certainName, closestName } from '../../diagnostics/did-you-mean.js';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.js';
import type { Place } from '../../diagnostics/place.js';
import { noConstraints, scalarNames, type ScalarName, type TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { report } from '../bind-messages.js';
import type { TypeDeclaration } from '../declarations.js';
import { bareCandidates, isVisible, type FileScope } from '../file-scope.js';
import { relativeImport } from '../imports.js';
import { listed } from '../schema-versions.js';
import { foreignTypeHelp, meansSeveral, sameType } from './foreign-types.js';
import type { NameExpression } from './type-string.js';

export const scalars: ReadonlyMap<string, TypeModel> = new Map(
  scalarNames.map((scalar: ScalarName) => [
    scalar,
    { kind: 'scalar', scalar, wire: undefined, constraints: noConstraints },
  ]),
);

/** The type that a name means, or why it means none. */
export function resolveName(expression: NameExpression, scope: FileScope, at: Place): TypeModel | Diagnostic {
  const { context, name, schemaVersion } = expression;
  const scalar = context === undefined ? scalars.get(name) : undefined;
  if (scalar !== undefined) {
    if (schemaVersion === undefined) return scalar;
    const fix = { from: `${name}@${schemaVersion}`, to: name };
    return report('built-in-with-schema-version', { name }, at, { fix });
  }
  const found = context === undefined ? bareCandidates(scope, name) : qualifiedCandidates(scope, context, name);
  const [declaration, other] = found;
  if (declaration === undefined) return unknownName(expression, scope, at);
  if (other !== undefined) {
    const candidates = found.map((each) => `${each.context}.${each.name}`).join(' or ');
    return report('ambiguous-type', { name, candidates }, at);
  }
  return referTo(declaration, expression, at);
}

function qualifiedCandidates(scope: FileScope, context: string, name: string): readonly TypeDeclaration[] {
  const declaration = scope.declarations.get(context)?.get(name);
  return declaration !== undefined && isVisible(scope, declaration) ? [declaration] : [];
}

function referTo(declaration: TypeDeclaration, expression: NameExpression, at: Place): TypeModel | Diagnostic {
  const { context, name, schemaVersions, standard } = declaration;
  const written = expression.context === undefined ? name : `${expression.context}.${name}`;
  const latest = String(schemaVersions.at(-1) ?? 1);
  const { schemaVersion } = expression;
  if (schemaVersion === undefined) {
    if (standard) {
      // With several versions somebody has to say which one was meant.
      const fix = schemaVersions.length === 1 ? { from: written, to: `${written}@${latest}` } : undefined;
      return report('bare-standard-type', { name: written, latest }, at, { fix });
    }
    if (schemaVersions.length > 1) {
      // It was right while there was one version, and that is the one that stored data has.
      const fix = { from: written, to: `${written}@1` };
      return report('bare-type', { name: written, count: String(schemaVersions.length), latest }, at, { fix });
    }
  } else if (!schemaVersions.includes(schemaVersion)) {
    const found = listed(schemaVersions);
    return report('unknown-schema-version', { owner: written, schemaVersion: String(schemaVersion), found }, at);
  }
  return { kind: 'ref', context, name, schemaVersion: schemaVersion ?? 1 };
}

function unknownName(expression: NameExpression, scope: FileScope, at: Place): Diagnostic {
  const { context, name } = expression;
  const written = context === undefined ? name : `${context}.${name}`;
  const hidden = context === undefined ? undefined : scope.declarations.get(context)?.get(name);
  if (hidden !== undefined) {
    const { path } = hidden.schema.file;
    const target = hidden.standard ? path : relativeImport(scope.file.path, path);
    return report('type-not-imported', { name: written, file: path, import: target }, at);
  }
  const help = context === undefined ? bareHelp(name, scope) : qualifiedHelp(context, name, scope);
  const fix = context === undefined ? bareFix(expression, scope) : undefined;
  return report('unknown-type', { name: written }, at, { help, fix });
}

function bareHelp(name: string, scope: FileScope): string | undefined {
  const own = ownNames(scope);
  const standard = scope.imported
    .filter((imported) => imported.standard)
    .flatMap(({ schema }) => Object.keys(schema.document.types ?? {}));
  const exact = [...scalarNames, ...own].find((known) => known.toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return `Did you mean ${exact}?`;
  const elsewhere = standardHelp(name, scope) ?? declaredElsewhere(name, scope);
  if (elsewhere !== undefined) return elsewhere;
  const foreign = foreignTypeHelp(name);
  if (foreign !== undefined) return foreign;
  const near = closestName(name, [...scalarNames, ...own, ...standard]);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

/** Only where no other context and no standard document has the name. */
function bareFix({ name, schemaVersion }: NameExpression, scope: FileScope): Fix | undefined {
  const isElsewhere = (standardHelp(name, scope) ?? declaredElsewhere(name, scope)) !== undefined;
  if (isElsewhere || meansSeveral(name)) return undefined;
  const standard = scope.imported.filter((imported) => imported.standard);
  const imported = standard.flatMap(({ schema }) => Object.keys(schema.document.types ?? {}));
  const to = sameType(name) ?? certainName(name, [...scalarNames, ...ownNames(scope), ...imported]);
  const suffix = schemaVersion === undefined ? '' : `@${String(schemaVersion)}`;
  return to === undefined ? undefined : { from: name + suffix, to: to + suffix };
}

function ownNames({ declarations, context }: FileScope): readonly string[] {
  const visible = context === undefined ? [...declarations.values()] : [declarations.get(context)];
  return visible.flatMap((types) => [...(types?.keys() ?? [])]);
}

/** A standard type that is not imported. */
function standardHelp(name: string, scope: FileScope): string | undefined {
  const [document] = [...scope.standard]
    .filter(([, schema]) => Object.hasOwn(schema.document.types ?? {}, name))
    .map(([document]) => document);
  if (document === undefined) return undefined;
  return scope.context === undefined
    ? `Import std:${document} in a schema file.`
    : `Add it: imports: ["std:${document}"]`;
}

/** A bare name that only another context has. */
function declaredElsewhere(name: string, scope: FileScope): string | undefined {
  const contexts = [...scope.declarations.keys()].sort(byCodeUnit);
  for (const context of contexts) {
    const declaration = scope.declarations.get(context)?.get(name);
    if (declaration === undefined || declaration.standard) continue;
    const wanted = isVisible(scope, declaration)
      ? ''
      : `import ${relativeImport(scope.file.path, declaration.schema.file.path)} and `;
    return `${name} belongs to another context: ${wanted}write ${context}.${name}.`;
  }
  return undefined;
}

function qualifiedHelp(context: string, name: string, scope: FileScope): string | undefined {
  const types = scope.declarations.get(context);
  if (types === undefined) {
    const near = closestName(context, scope.declarations.keys());
    return near === undefined ? `There is no context ${context}.` : `Did you mean ${near}.${name}?`;
  }
  const near = closestName(name, types.keys());
  return near === undefined ? undefined : `Did you mean ${context}.${near}?`;
}
