import { report as bindReport } from '../../generator/src/bind/bind-messages.js';
import { rules } from '../../generator/src/check/rules.js';
import { compatRules } from '../../generator/src/check/compat/compat-rules.js';
import { report as weighReport } from '../../generator/src/check/weigh.js';
import { report as readReport } from '../../generator/src/compile/read-messages.js';
import { configReport } from '../../generator/src/config/config-messages.js';
import { report as evolveReport } from '../../generator/src/evolve/evolve-messages.js';
import { report as lockReport } from '../../generator/src/lock/lock-messages.js';
import { report as mergeReport } from '../../generator/src/merge/merge-messages.js';
import { report as reconcileReport } from '../../generator/src/reconcile/reconcile-messages.js';
import { report as templateReport } from '../../generator/src/render/own/template-messages.js';
import { sourceReport } from '../../generator/src/source/source-messages.js';
import {
  shapeCodesOfConfig,
  shapeCodesOnlyOfConfig,
  shapeReport,
} from '../../generator/src/validate/shape-messages.js';
import { filesBelow, readSource } from '../architecture/source-files.js';

interface Table {
  readonly stage: string;
  readonly table: Readonly<Record<string, { readonly severity: string }>>;
}

const tables: readonly Table[] = [
  bindReport,
  weighReport,
  readReport,
  configReport,
  evolveReport,
  lockReport,
  mergeReport,
  reconcileReport,
  templateReport,
  sourceReport,
  shapeReport('validate'),
];

const notOfSchemas: ReadonlySet<string> = new Set(shapeCodesOnlyOfConfig.map((name) => `validate/${name}`));
const isReported = (code: string): boolean => !notOfSchemas.has(code);

/** Every code that any run can give. */
export const knownCodes: readonly string[] = [
  ...tables.flatMap(({ stage, table }) => Object.keys(table).map((name) => `${stage}/${name}`)).filter(isReported),
  ...shapeCodesOfConfig.map((name) => `config/${name}`),
  ...rules.map(({ code }) => code),
  ...compatRules.map(({ code }) => code),
];

/** Codes that are no errors by themselves. */
export const settableInTables: readonly string[] = [
  ...tables.flatMap(({ stage, table }) =>
    Object.entries(table).flatMap(([name, { severity }]) => (severity === 'error' ? [] : [`${stage}/${name}`])),
  ),
  ...rules.map(({ code }) => code),
  ...compatRules.map(({ code }) => code),
];

/** Source files with codes that are not above. */
export const forgottenTables: readonly string[] = filesBelow('generator/src', '.ts')
  .filter((path) => /\bdefineMessages\(/.test(readSource(path)))
  .filter(
    (path) =>
      !/^generator\/src\/check\/(?:lint|compat)\//.test(path) && path !== 'generator/src/diagnostics/messages.ts',
  )
  .filter((path) => !tables.some(({ stage }) => path.startsWith(folderOf(stage))));

function folderOf(stage: string): string {
  return `generator/src/${stage === 'read' ? 'compile' : stage}/`;
}
