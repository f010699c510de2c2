import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export interface VerifyUsage {
  /** Stored events that were read, as the command says itself. */
  readonly events: number;
  readonly failed: number;
  /** Seconds, user plus system and all threads. */
  readonly cpu: number;
  /** Seconds from start to exit. */
  readonly wall: number;
  /** Largest resident set in MiB by the time that each part of the log had been read; `undefined` where the system does not say. */
  readonly peaks: readonly (number | undefined)[];
}

export interface VerifyPlan {
  readonly command: readonly string[];
  readonly folder: string;
  readonly hookFile: string;
  /** Where the command keeps how far it has come. */
  readonly resumeFile: string;
  readonly usageFile: string;
  readonly events: number;
  /** Parts of the log, such as 0.5, in order; the last one is 1. */
  readonly parts: readonly number[];
}

interface Report {
  readonly events: number;
  readonly types: readonly { readonly failed: number }[];
}

/** Runs `varve verify --format json` and watches its memory. @throws Error unless it ends with 0 */
export async function timedVerify(plan: VerifyPlan): Promise<VerifyUsage> {
  const { command, folder, hookFile, usageFile } = plan;
  const began = performance.now();
  const child = spawn(process.execPath, ['--require', hookFile, ...command], {
    cwd: folder,
    env: { ...process.env, VARVE_BENCH_USAGE: usageFile, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const early = await watchMemory(child.pid ?? 0, plan, () => child.exitCode !== null);
  const code = await closed;
  const wall = (performance.now() - began) / 1_000;
  if (code !== 0) throw new Error(`varve verify exited with ${String(code)}:\n${said.out.slice(0, 2_000)}${said.err}`);
  const used = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
  const { events, types } = JSON.parse(said.out) as Report;
  return {
    events,
    failed: types.reduce((sum, { failed }) => sum + failed, 0),
    cpu: (used.userCPUTime + used.systemCPUTime) / 1e6,
    wall,
    peaks: [...early, used.maxRSS / 1_024],
  };
}

/** The peak when each part but the last has been read. */
async function watchMemory(
  pid: number,
  { parts, events, resumeFile }: VerifyPlan,
  hasEnded: () => boolean,
): Promise<readonly (number | undefined)[]> {
  const peaks: (number | undefined)[] = [];
  for (const part of parts.slice(0, -1)) {
    while (!hasEnded() && eventsDone(resumeFile) < part * events) await setTimeout(20);
    peaks.push(peakOf(pid));
  }
  return peaks;
}

function eventsDone(resumeFile: string): number {
  if (!existsSync(resumeFile)) return 0;
  const { tally } = JSON.parse(readFileSync(resumeFile, 'utf8')) as {
    readonly tally: { readonly types: readonly { readonly stored: number }[] };
  };
  return tally.types.reduce((sum, { stored }) => sum + stored, 0);
}

/** MiB, as Linux tells it. */
function peakOf(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1_024;
  } catch {
    return undefined;
  }
}
