/** Target `types.ts` of a context: a TypeScript type and a shape for each version of each named type. */
import type { ContextModel } from '../../model/domain-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { exportStatements } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { typeUpcastsExports } from '../steps/type-steps.js';
import type { OrderedType } from './type-order.js';
import { versionView, type VersionView } from './version-view.js';

export interface TypesFileView extends FileView {
  /** Statements that pass on the steps between versions, one a line, no newline at the end; or nothing. */
  readonly exports: readonly { readonly text: string }[];
  readonly versions: readonly VersionView[];
}

/** `undefined` for a context without types. */
export function planTypesFile(context: ContextModel, plan: DomainPlan): PlannedFile<TypesFileView> | undefined {
  const scope = plan.names.context(context).types;
  const used = plan.order.of(context).filter((ordered) => plan.isUsed(ordered));
  if (used.length === 0) return undefined;
  const versions = used.map((ordered) => typeVersionView(ordered, plan));
  const sources = used.map(({ type }) => type.place.file.path);
  const exports = exportStatements(scope, typeUpcastsExports(context, plan), plan.config.importEnding).trimEnd();
  const view = { versions, exports: exports === '' ? [] : [{ text: exports }] };
  return generatedFile({ scope, template: 'types', sources }, (header) => ({ ...header, ...view }));
}

function typeVersionView({ type, typeVersion }: OrderedType, plan: DomainPlan): VersionView {
  const { context, name, description, deprecated } = type;
  const self = { context, name, schemaVersion: typeVersion.schemaVersion };
  const scope = plan.names.contextNamed(context).types;
  const names = plan.names.type(self);
  return versionView(
    {
      context,
      names,
      type: typeVersion.type,
      doc: { description, deprecated },
      inputDoc: { otherwise: `What \`${names.data.name}\` is made from.` },
      isShared: true,
      isLater: (ref) => plan.order.isLater(self, ref),
    },
    scope,
    plan,
  );
}
