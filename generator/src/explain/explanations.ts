/**
 * What `varve explain` and docs/reference/diagnostics.md say about every code. Loaded only by who shows it: a run that
 * generates never pays for it. Tests hold the examples to the codes.
 */
import type { report as bindReport } from '../bind/bind-messages.js';
import type { report as evolveReport } from '../evolve/evolve-messages.js';
import type { sourceReport } from '../source/source-messages.js';
import type { OnlyOfConfig, ShapeReport } from '../validate/shape-messages.js';
import { bindAggregates } from './bind-aggregates.js';
import { bindKeywords } from './bind-keywords.js';
import { bindMessages } from './bind-messages.js';
import { bindNames } from './bind-names.js';
import { bindProcesses } from './bind-processes.js';
import { bindProjections } from './bind-projections.js';
import { bindShapes } from './bind-shapes.js';
import { bindSteps } from './bind-steps.js';
import { bindTypes } from './bind-types.js';
import { checkExplanations } from './check.js';
import { compatFields } from './compat-fields.js';
import { compatHistory } from './compat-history.js';
import { compatReading } from './compat-reading.js';
import { compatState } from './compat-state.js';
import { compatTypes } from './compat-types.js';
import { compatUnions } from './compat-unions.js';
import { compatWriters } from './compat-writers.js';
import { configExplanations } from './config.js';
import { evolveOperations } from './evolve-operations.js';
import { evolvePaths } from './evolve-paths.js';
import { evolveShapes } from './evolve-shapes.js';
import type { Explanation, Explanations } from './explanation.js';
import { lockExplanations } from './lock.js';
import { mergeExplanations, readExplanations, reconcileExplanations } from './outputs.js';
import { shapeKeys } from './shape-keys.js';
import { shapeSteps } from './shape-steps.js';
import { shapeTypes } from './shape-types.js';
import { shapeVersions } from './shape-versions.js';
import { sourceFiles } from './source-files.js';
import { sourceSyntax } from './source-syntax.js';
import { sourceValues } from './source-values.js';
import { templateExplanations } from './templates.js';

const source: Explanations<typeof sourceReport.table> = { ...sourceFiles, ...sourceSyntax, ...sourceValues };
const validate: Explanations<Omit<ShapeReport['table'], OnlyOfConfig>> = {
  ...shapeKeys,
  ...shapeTypes,
  ...shapeVersions,
  ...shapeSteps,
};
const bind: Explanations<typeof bindReport.table> = {
  ...bindNames,
  ...bindTypes,
  ...bindKeywords,
  ...bindShapes,
  ...bindMessages,
  ...bindSteps,
  ...bindAggregates,
  ...bindProjections,
  ...bindProcesses,
};

const evolve: Explanations<typeof evolveReport.table> = { ...evolveShapes, ...evolvePaths, ...evolveOperations };
const compat = {
  ...compatHistory,
  ...compatReading,
  ...compatState,
  ...compatFields,
  ...compatTypes,
  ...compatUnions,
  ...compatWriters,
};

/** A stage of the pipeline, as codes name it. */
export interface ExplainedStage {
  readonly stage: string;
  /** What the stage looks at. */
  readonly about: string;
  readonly explanations: Readonly<Record<string, Explanation>>;
}

/** In the order in which a run meets them. */
export const explainedStages: readonly ExplainedStage[] = [
  { stage: 'config', about: 'varve.config.yaml', explanations: configExplanations },
  { stage: 'read', about: 'finding and reading schema files', explanations: readExplanations },
  { stage: 'source', about: 'the text of a file as YAML', explanations: source },
  { stage: 'validate', about: 'keys and kinds of values', explanations: validate },
  { stage: 'bind', about: 'names, types and versions', explanations: bind },
  { stage: 'evolve', about: 'steps between versions', explanations: evolve },
  { stage: 'check', about: 'rules about schemas that are right in themselves', explanations: checkExplanations },
  {
    stage: 'lock',
    about: 'varve.lock.json, which holds every shape that was released',
    explanations: lockExplanations,
  },
  { stage: 'compat', about: 'changes of what was released, and whom they break', explanations: compat },
  { stage: 'render', about: 'templates of your own', explanations: templateExplanations },
  { stage: 'merge', about: 'adding to files that you own', explanations: mergeExplanations },
  { stage: 'reconcile', about: 'what stands where files are to be written', explanations: reconcileExplanations },
];

/** All explanations by code, in that order. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  explainedStages.flatMap(({ stage, explanations: entries }) =>
    Object.entries(entries).map(([name, explanation]) => [`${stage}/${name}`, explanation]),
  ),
);
