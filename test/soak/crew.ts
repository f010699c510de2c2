/** The processes of a soak: started, killed and replaced, and everything that they said. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Testimony } from './testimony.js';

export interface Member extends Testimony {
  /** What it is there for, for whoever takes its place. */
  readonly post: string;
  readonly process: ChildProcess;
  /** Resolves when it has ended and every line was read. */
  readonly ended: Promise<void>;
}

export interface Crew {
  /** Everybody there ever was. */
  readonly members: readonly Member[];
  /** Those at work. */
  active(kind: Member['kind']): readonly Member[];
  start(kind: Member['kind'], post: string, parameters: readonly string[]): Member;
  /** Ended without being killed, with what they said: that is a failure. */
  readonly failures: readonly string[];
  kill(member: Member): Promise<void>;
  end(): Promise<void>;
}

const programs = { writer: 'write', reader: 'read', archiver: 'archive' } as const;

export function createCrew(folder: string): Crew {
  const members: Member[] = [];
  const atWork = new Set<Member>();
  const failures: string[] = [];
  const kill = async (member: Member): Promise<void> => {
    atWork.delete(member);
    member.process.kill('SIGKILL');
    await member.ended;
  };
  return {
    members,
    failures,
    kill,
    active: (kind) => [...atWork].filter((member) => member.kind === kind),
    start(kind, post, parameters) {
      const program = `${folder}/children/${programs[kind]}.mjs`;
      const child = spawn(process.execPath, ['--no-warnings', program, ...parameters], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let problems = '';
      child.stderr.on('data', (text: Buffer) => (problems += text.toString()));
      const lines: string[] = [];
      const input = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
      const read = new Promise((resolve) => input.once('close', resolve));
      const closed = new Promise((resolve) => child.once('close', resolve));
      const ended = Promise.all([read, closed]).then(() => {
        if (atWork.delete(member)) failures.push(`A ${kind} ended by itself: ${problems.slice(0, 2_000)}`);
      });
      const member: Member = { kind, post, process: child, lines, ended };
      members.push(member);
      atWork.add(member);
      return member;
    },
    end: async () => void (await Promise.all([...atWork].map(kill))),
  };
}
