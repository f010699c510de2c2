/**
 * Sixteen writers in four processes, ten readers in four and two archivers work on one store and its tenants for as long as it
 * is said, and every ten seconds something is killed or stopped: a process, a session, the server. At the end everything
 * that was promised is looked at.
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
import { wordsOf } from './testimony.js';

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
    const end = Date.now() + seconds * 1_000;
    for (const kind of ['writer', 'reader'] as const) for (const post of posts[kind]) hire(crew, place, { kind, post });
    await untilCheckpointsStand(crew, end);
    for (const post of posts.archiver) hire(crew, place, { kind: 'archiver', post });
    const strikes = await strikeUntil(end, { crew, place, random: createSeededRandom(seed) });
    await crew.end();
    return await report(crew, place, strikes);
  } finally {
    await crew.end();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What each process is there for: the number of its writers, its readers, or its part of the streams. */
const posts: Readonly<Record<Member['kind'], readonly string[]>> = {
  writer: ['4', '4', '4', '4'],
  reader: [
    'all -,all south',
    'kept -,all north',
    'kept north,outside -',
    'streams -,streams north,streams south,outside south',
  ],
  archiver: ['2 0', '2 1'],
};
let runs = 0;

function hire(crew: Crew, { address }: Place, { kind, post }: Pick<Member, 'kind' | 'post'>): void {
  runs += 1;
  const words =
    kind === 'reader' ? post.split(',').map((reader) => `${reader} ${lastPosition(crew, reader)}`) : post.split(' ');
  crew.start(kind, post, [address, `run${String(runs)}`, ...words]);
}

/** A checkpoint that was never saved keeps nothing from the archive, so archivers begin when each has been. */
async function untilCheckpointsStand(crew: Crew, end: number): Promise<void> {
  const keeping = ['kept -', 'kept north'];
  while (Date.now() < end && crew.failures.length === 0) {
    if (keeping.every((reader) => lastPosition(crew, reader) !== '-')) return;
    await pause(100);
  }
}

/** Where such a reader stood: the next one goes on from there. */
function lastPosition({ members }: Crew, reader: string): string {
  const pages = members.flatMap((member) => wordsOf(member, 'page'));
  return pages.findLast(([, manner, owner]) => `${String(manner)} ${String(owner)}` === reader)?.[3] ?? '-';
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
    const possible = Object.keys(strikes).filter(
      (each) => front.place.cluster !== undefined || !each.startsWith('server'),
    );
    const times = (each: string): number => done.get(each) ?? 0;
    // Each before any comes again, so that a short soak meets most of them.
    const fewest = Math.min(...possible.map(times));
    const name = front.random.pick(possible.filter((each) => times(each) === fewest) as [string, ...string[]]);
    await strikes[name]?.(front);
    done.set(name, times(name) + 1);
  }
  return done;
}

const strikes: Readonly<Record<string, (front: Front) => Promise<void>>> = {
  'writer killed': (front) => replace(front, 'writer'),
  'reader killed': (front) => replace(front, 'reader'),
  'archiver killed': (front) => replace(front, 'archiver'),
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
  const member = random.pick(crew.active(kind) as readonly [Member, ...Member[]]);
  await crew.kill(member);
  hire(crew, place, member);
}

/** @returns the number of violations, all of which are printed */
async function report(crew: Crew, { address }: Place, strikesDone: ReadonlyMap<string, number>): Promise<number> {
  // What the killed left behind in a database ends by itself.
  await pause(1_000);
  const store = await openAt(address);
  const verdict = await judge(store, crew.members);
  await store.close();
  const { events, acknowledged, unknown, refused, pages, moved, held } = verdict;
  // Each of these is what a soak is for: without it the rest shows nothing.
  const counts = { acknowledged, refused, pages, moved, held };
  const missing = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [] : [`Nothing was ${name}.`]));
  const all = [...crew.failures, ...verdict.violations, ...missing];
  for (const violation of all.slice(0, 20)) say(`  ${violation}`);
  const done = [...strikesDone].map(([name, times]) => `${name} ${String(times)} ×`).join(', ');
  say(`  ${done}`);
  say(
    `  ${String(acknowledged)} appends acknowledged, ${String(refused)} refused by archived streams, ${String(unknown)} unknown, ${String(events)} events, ${String(pages)} pages read`,
  );
  say(
    `  ${String(moved)} steps moved events to the archive or back, ${String(held)} waited for a checkpoint: ${String(all.length)} violations`,
  );
  return all.length;
}
