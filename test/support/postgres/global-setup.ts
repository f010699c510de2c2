import type { TestProject } from 'vitest/node';
import { type Cluster, startCluster } from './cluster.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection strings of the servers that all test files share, by release. */
    readonly postgres: Readonly<Record<'13' | '18', string>>;
  }
}

let clusters: readonly Cluster[] = [];

/** One server of each release for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  const [oldest, newest] = await Promise.all([startCluster('13'), startCluster('18')]);
  clusters = [oldest, newest];
  project.provide('postgres', { '13': oldest.url(), '18': newest.url() });
}

export async function teardown(): Promise<void> {
  await Promise.all(clusters.map((cluster) => cluster.stop()));
}
