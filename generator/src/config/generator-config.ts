import type { Audience } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { ScalarName } from '../model/type-model.js';
import type { RawFieldType } from '../validate/raw-schema.js';

/** Scalars whose TypeScript type may be a brand instead of a plain string. */
export type BrandableScalar = Extract<
  ScalarName,
  'uuid' | 'uri' | 'email' | 'date' | 'time' | 'duration' | 'timezone' | 'instant' | 'datetime' | 'localDatetime'
>;

/** What becomes of a finding; `off` drops it. */
export type RuleSeverity = 'off' | 'info' | 'warning' | 'error';

/** A finding that is known and accepted. */
export interface Waiver {
  readonly code: string;
  /** Path of a schema; without it the waiver holds for all of them. */
  readonly file?: string;
  /** JSON Pointer of what it holds for, with all that is below. */
  readonly at?: string;
  readonly reason: string;
  /** Last day on which it holds, as in 2027-01-31. */
  readonly until?: string;
}

/** The configuration with every default filled in. Paths are posix, relative to `root`, and do not leave it. */
export interface GeneratorConfig {
  /** Absolute folder of `varve.config.yaml`. */
  readonly root: string;
  /** What was read; absent where there is no file. */
  readonly file?: SourceFile;
  /** Globs, relative to `root`. */
  readonly schemas: readonly string[];
  /** Generated root; everything in it with our marker is ours. */
  readonly out: string;
  /** Root of user-owned files. */
  readonly src: string;
  readonly scalars: Readonly<Record<BrandableScalar, 'string' | 'branded'>>;
  /** What reading a stored event does with fields its schema version does not have. */
  readonly unknownFields: 'reject' | 'drop' | 'keep';
  /** What reading does with a value that a closed enum does not have. */
  readonly unknownEnum: 'fail' | 'park';
  /** Typed metadata keys, by name. */
  readonly metadata: Readonly<Record<string, RawFieldType>>;
  /** Who formats generated files: `final` trusts the templates' own bytes, which tests hold equal to prettier's. */
  readonly formatGenerated: 'final' | 'prettier';
  /** Ending of relative imports in generated and scaffolded files. */
  readonly importEnding: '.js' | '.ts' | '';
  /** Who runs the generated tests of schemas; absent where none are wanted. */
  readonly schemaTests?: SchemaTestsConfig;
  /** Module that exports the project's registries. */
  readonly app?: string;
  /** Severities that differ from those of the tables, by code. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  /** Schema versions to write in place of the latest, by the type name of the event. */
  readonly writeAs: Readonly<Record<string, number>>;
  /** What a change of what was released counts as, by whom it breaks. */
  readonly compat: Readonly<Record<Audience, RuleSeverity>>;
  /** Findings that were accepted. */
  readonly waivers: readonly Waiver[];
  readonly templates: TemplatePaths;
}

export interface SchemaTestsConfig {
  readonly runner: 'vitest' | 'jest' | 'node';
  /** Of the test files, relative to `root`. */
  readonly folder: string;
}

/** Where templates of the project's own are, relative to `root`. */
export interface TemplatePaths {
  /** Holds files called like the templates they take the place of. */
  readonly folder?: string;
  /** Single files by name of the template. */
  readonly files: Readonly<Record<string, string>>;
}
