import { readAssets } from '../assets.js';
import { checkProject } from '../compile.js';
import type { OnProgress } from '../compile/on-progress.js';
import { hasErrors } from '../diagnostics/stage-result.js';
import type { CommandReport } from './command-report.js';
import { countContexts } from './count-contexts.js';
import { exitCodes } from './exit-codes.js';
import type { Project } from './project.js';

/** Mending shows what was hidden behind a mistake; each round mends at least one. */
const mostRounds = 10;

/** Mends what is certain, says what it did, and judges what is left. */
export async function checkAndFix(project: Project, say: (text: string) => void): Promise<CommandReport> {
  const { applyFixes } = await import('./apply-fixes.js');
  let report = await check(project);
  for (let round = 0; round < mostRounds; round += 1) {
    const fixed = await applyFixes(project.host, report.diagnostics);
    if (fixed.length === 0) break;
    for (const { path, fixes } of fixed) say(`  fixed  ${path}: ${fixes.join(', ')}`);
    report = await check(project);
  }
  return report;
}

/** Judges the schemas and looks at no generated file. */
export async function check({ host, config, ...project }: Project, onProgress?: OnProgress): Promise<CommandReport> {
  const options = { assets: readAssets(), today: project.today, onProgress };
  const { diagnostics, model } = await checkProject(host, config, options);
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
