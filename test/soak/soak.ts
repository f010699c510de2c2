/**
 * Sixteen writers in four processes and four readers work on one store for as long as it is said, and every ten seconds
 * something is killed or stopped: a process, a session, the server. At the end everything that was promised is looked at.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { type Cluster, startCluster } from '../support/postgres/cluster.js';
import { once } from '../support/postgres/database.js';
import { createCrew, type Crew, type Member } from './crew.js';
import { judge } from './judge.js';
import { openAt } from '../support/open-at.js';

interface Place {
  readonly address: string;
  readonly cluster: Cluster | undefined;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @returns the exit code: 0 when everything holds */
export async function soak(args: readonly string[], programs: string): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '600' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      store: { type: 'string', default: 'both' },
    },
  });
  const stores = values.store === 'both' ? ['postgres', 'sqlite'] : [values.store];
  const seconds = Number(values.seconds) / stores.length;
  let violations = 0;
  for (const store of stores) {
    say(`${store}: ${String(seconds)} s, seed ${values.seed}`);
    violations += await soakOne(store, { seconds, seed: Number(values.seed), programs });
  }
  return violations === 0 ? 0 : 1;
}

interface Plan {
  readonly seconds: number;
  readonly seed: number;
  readonly programs: string;
}

async function soakOne(store: string, { seconds, seed, programs }: Plan): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'varve-soak-'));
  const cluster = store === 'postgres' ? await startCluster('18') : undefined;
  const place = { address: cluster?.url() ?? join(folder, 'soak.db'), cluster };
  const crew = createCrew(programs);
  try {
    // Its tables are made by one, and not by everybody at once.
    await (await openAt(place.address)).close();
    for (let index = 0; index < 4; index += 1) hire(crew, 'writer', place);
    for (let index = 0; index < 4; index += 1) hire(crew, 'reader', place);
    const strikes = await strikeUntil(Date.now() + seconds * 1_000, { crew, place, random: createSeededRandom(seed) });
    await crew.end();
    return await report(crew, place, strikes);
  } finally {
    await crew.end();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

let runs = 0;

function hire(crew: Crew, kind: Member['kind'], { address }: Place): void {
  runs += 1;
  if (kind === 'writer') crew.start('writer', [address, `run${String(runs)}`, '4']);
  else {
    const after = lastPosition(crew);
    crew.start('reader', [address, after ?? '-'], after);
  }
}

/** Where some reader stands: another one goes on from there, or begins at the beginning. */
function lastPosition({ members }: Crew): string | undefined {
  const line = members
    .filter(({ kind }) => kind === 'reader')
    .at(-1)
    ?.lines.findLast((each) => each.startsWith('page '));
  return line?.split(' ')[1];
}

interface Front {
  readonly crew: Crew;
  readonly place: Place;
  readonly random: SeededRandom;
}

/** @returns what was done, by name */
async function strikeUntil(end: number, front: Front): Promise<ReadonlyMap<string, number>> {
  const done = new Map<string, number>();
  const remaining = (): number => end - Date.now();
  while (remaining() > 0) {
    await pause(Math.min(10_000, Math.max(1, remaining())));
    if (remaining() <= 0 || front.crew.failures.length > 0) break;
    const names = Object.keys(strikes).filter(
      (name) => front.place.cluster !== undefined || !name.startsWith('server'),
    );
    const name = front.random.pick(names as [string, ...string[]]);
    await strikes[name]?.(front);
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  return done;
}

const strikes: Readonly<Record<string, (front: Front) => Promise<void>>> = {
  'writer killed': (front) => replace(front, 'writer'),
  'reader killed': (front) => replace(front, 'reader'),
  async 'writer stopped for three seconds'({ crew, random }) {
    const writer = random.pick(crew.active('writer') as readonly [Member, ...Member[]]);
    writer.process.kill('SIGSTOP');
    await pause(3_000);
    writer.process.kill('SIGCONT');
  },
  async 'server sessions killed'({ place: { address } }) {
    await once(
      address,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'varve' AND state <> 'idle'`,
    );
  },
  async 'server crashed'({ place: { cluster } }) {
    await cluster?.crash();
    await cluster?.start();
  },
};

async function replace({ crew, place, random }: Front, kind: Member['kind']): Promise<void> {
  await crew.kill(random.pick(crew.active(kind) as readonly [Member, ...Member[]]));
  hire(crew, kind, place);
}

/** @returns the number of violations, all of which are printed */
async function report(crew: Crew, { address }: Place, strikesDone: ReadonlyMap<string, number>): Promise<number> {
  // What the killed left behind in a database ends by itself.
  await pause(1_000);
  const store = await openAt(address);
  const { events, acknowledged, unknown, pages, violations } = await judge(store, crew.members);
  await store.close();
  const all = [...crew.failures, ...violations, ...(acknowledged > 0 && pages > 0 ? [] : ['Nothing happened.'])];
  for (const violation of all.slice(0, 20)) say(`  ${violation}`);
  const done = [...strikesDone].map(([name, times]) => `${name} ${String(times)} ×`).join(', ');
  say(`  ${done}`);
  say(
    `  ${String(acknowledged)} appends acknowledged, ${String(unknown)} unknown, ${String(events)} events, ${String(pages)} pages read: ${String(all.length)} violations`,
  );
  return all.length;
}
