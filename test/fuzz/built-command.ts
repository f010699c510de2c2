import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from './projects.js';

const exitCodes: ReadonlySet<number | null> = new Set([0, 1, 2]);

/** Runs the command as people do, in a folder of its own. Empty when all is well. */
export function runCommand(files: Project, bin: string, seconds: number): readonly string[] {
  const outside = mkdtempSync(join(tmpdir(), 'varve-fuzz-'));
  const root = join(outside, 'project');
  try {
    writeFileSync(join(outside, 'canary'), 'alive');
    for (const [path, text] of Object.entries({ 'varve.config.yaml': '', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'generate', '--cwd', root], {
      encoding: 'utf8',
      timeout: seconds * 1000,
    });
    const problems: string[] = [];
    if (!exitCodes.has(status)) problems.push(`It ended with ${String(status)}.\n${stderr}`);
    if (/^\s+at .*[/\\].*:\d+:\d+\)?$/m.test(stderr + stdout)) problems.push(`It printed a stack.\n${stderr}`);
    const beside = readdirSync(outside).sort().join(' ');
    if (beside !== 'canary project') problems.push(`It left ${beside} outside its root.`);
    if (readFileSync(join(outside, 'canary'), 'utf8') !== 'alive') problems.push('It wrote outside its root.');
    return problems;
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}
