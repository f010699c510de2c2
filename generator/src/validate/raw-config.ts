import type { RawFieldType } from './raw-schema.js';

/** What the meta-schema guarantees about `varve.config.yaml`; every key may be absent. */
export interface RawConfig {
  readonly varve?: 1;
  readonly schemas?: readonly string[];
  readonly out?: string;
  readonly src?: string;
  readonly importEnding?: '.js' | '.ts' | '';
  readonly formatGenerated?: 'final' | 'prettier';
  readonly scalars?: Readonly<Record<string, 'string' | 'branded'>>;
  readonly unknownFields?: 'reject' | 'drop' | 'keep';
  readonly unknownEnum?: 'fail' | 'park';
  readonly metadata?: Readonly<Record<string, RawFieldType>>;
  readonly schemaTests?: { readonly runner: 'vitest' | 'jest' | 'node'; readonly folder?: string };
  readonly app?: string;
  readonly rules?: Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>>;
  readonly writeAs?: Readonly<Record<string, number>>;
  readonly compat?: Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>>;
  readonly waivers?: readonly RawWaiver[];
  /** A folder, or files by the name of the template. */
  readonly templates?: string | Readonly<Record<string, string>>;
}

export interface RawWaiver {
  readonly code: string;
  readonly file?: string;
  readonly at?: string;
  readonly reason: string;
  readonly until?: string;
}
