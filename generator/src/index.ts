/**
 * The generator as a library: what the command does, for build tools and editors. Every name is listed; whatever is not
 * here may change at any time.
 */
export { type Assets, readAssets } from './assets.js';
export { type Compilation, type CompiledOutput, type CompileOptions, checkProject, compileProject } from './compile.js';
export { type Configured, configure } from './compile/configure.js';
export type { Addition } from './compile/produce-files.js';
export { StageError } from './compile/stage-error.js';
export type { GeneratorConfig } from './config/generator-config.js';
export type { Diagnostic, LocatedDiagnostic, Severity } from './diagnostics/diagnostic.js';
export { formatDiagnostic, type Paint, plainPaint } from './diagnostics/format-diagnostic.js';
export type { SourceFile, Span } from './diagnostics/place.js';
export { type DiskEntry, type Host, PathRefusedError } from './host/host.js';
export { createNodeHost } from './host/node-host.js';
export type { DomainModel } from './model/domain-model.js';
export { applyChanges } from './reconcile/apply-changes.js';
export type { Change, ChangeSet } from './reconcile/change-set.js';
