import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from './projects.js';

const exitCodes: ReadonlySet<number | undefined> = new Set([0, 1, 2]);

/** Runs the command as people do, in a folder of its own, for a while at most. Empty when all is well. */
export async function runCommand(files: Project, bin: string, seconds: number): Promise<readonly string[]> {
  const outside = mkdtempSync(join(tmpdir(), 'varve-fuzz-'));
  const root = join(outside, 'project');
  try {
    writeFileSync(join(outside, 'canary'), 'alive');
    for (const [path, text] of Object.entries({ 'varve.config.yaml': '', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stdout, stderr } = await finished([bin, 'generate', '--cwd', root], seconds);
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

interface Finished {
  /** `undefined` when it was ended for taking too long. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without blocking: whoever waits here has children to watch over. */
function finished(args: readonly string[], seconds: number): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { timeout: seconds * 1000, killSignal: 'SIGKILL' } as const;
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? undefined, stdout, stderr });
    });
  });
}
