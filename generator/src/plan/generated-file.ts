import { byCodeUnit } from '../naming/by-code-unit.js';
import { markerLine } from './marker.js';
import type { ModuleScope } from './names/module-scope.js';
import type { PlannedFile } from './output-plan.js';

/** What every generated file begins with. */
export interface FileView {
  readonly marker: string;
  readonly hasImports: boolean;
  /** One statement a line, no newline at the end. */
  readonly imports: string;
}

interface GeneratedFile {
  readonly scope: ModuleScope;
  readonly template: string;
  /** Schema files, in any order. */
  readonly sources: readonly string[];
}

/** A generated file of ours. Its view is made last, when everything it imports has been asked for. */
export function generatedFile<View extends object>(
  { scope, template, sources }: GeneratedFile,
  view: (header: FileView) => View,
): PlannedFile<View> {
  const sorted = [...new Set(sources)].sort(byCodeUnit);
  const imports = scope.imports().trimEnd();
  const header = { marker: markerLine(sorted), hasImports: imports !== '', imports };
  return {
    path: `${scope.module}.ts`,
    ownership: 'generated',
    template,
    view: view(header),
    sources: sorted,
    scaffold: undefined,
  };
}
