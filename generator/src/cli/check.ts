import { readAssets } from '../assets.js';
import { checkProject } from '../compile.js';
import { hasErrors } from '../diagnostics/stage-result.js';
import type { CommandReport } from './command-report.js';
import { countContexts } from './count-contexts.js';
import { exitCodes } from './exit-codes.js';
import type { Project } from './project.js';

/** Judges the schemas and looks at no generated file. */
export async function check({ host, config, ...project }: Project): Promise<CommandReport> {
  const { diagnostics, model } = await checkProject(host, config, { assets: readAssets(), today: project.today });
  return {
    command: 'check',
    mode: 'none',
    root: config.root,
    exitCode: hasErrors(diagnostics) ? exitCodes.findings : exitCodes.clean,
    diagnostics: [...project.diagnostics, ...diagnostics],
    contexts: model === undefined ? [] : countContexts(model),
    changes: undefined,
    additions: [],
    out: config.out,
  };
}
