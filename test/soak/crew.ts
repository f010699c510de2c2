/** The processes of a soak: started, killed and replaced, and everything that they said. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What somebody said. */
export interface Testimony {
  readonly kind: 'writer' | 'reader';
  /** Where a reader began; `undefined` for the beginning of the log. */
  readonly after: string | undefined;
  readonly lines: readonly string[];
}

export interface Member extends Testimony {
  readonly process: ChildProcess;
  /** Resolves when it has ended and every line was read. */
  readonly ended: Promise<void>;
}

export interface Crew {
  /** Everybody there ever was. */
  readonly members: readonly Member[];
  /** Those at work. */
  active(kind: Member['kind']): readonly Member[];
  start(kind: Member['kind'], parameters: readonly string[], after?: string): Member;
  /** Ended without being killed, with what they said: that is a failure. */
  readonly failures: readonly string[];
  kill(member: Member): Promise<void>;
  end(): Promise<void>;
}

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
    start(kind, parameters, after) {
      const program = `${folder}/children/${kind === 'writer' ? 'write' : 'read'}.mjs`;
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
      const member: Member = { kind, process: child, after, lines, ended };
      members.push(member);
      atWork.add(member);
      return member;
    },
    end: async () => void (await Promise.all([...atWork].map(kill))),
  };
}
