/** Requests of one kind, sent by autocannon: each made when its turn comes, each answer looked at. */
import autocannon from 'autocannon';

export interface Sent {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly sent: Sent;
  readonly status: number;
  readonly body: string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly answers: readonly Answered[];
}

export interface Load {
  readonly address: string;
  readonly count: number;
  readonly connections: number;
  readonly next: (index: number) => Sent;
}

/** @throws Error when a request was not answered at all */
export async function sendAll({ address, count, connections, next }: Load): Promise<LoadResult> {
  const answers: Answered[] = [];
  let made = 0;
  const request: autocannon.Request = {
    setupRequest(blank, context) {
      const sent = next(made);
      made += 1;
      Object.assign(context, { sent });
      const { method, path, body, headers = {} } = sent;
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      return { ...blank, method, path, headers: { 'content-type': 'application/json', ...headers }, ...content };
    },
    onResponse(status, body, context) {
      if ('sent' in context) answers.push({ sent: context['sent'] as Sent, status, body });
    },
  };
  const result = await autocannon({ url: address, amount: count, connections, requests: [request] });
  if (result.errors > 0 || result.timeouts > 0 || answers.length !== count) {
    throw new Error(`Of ${count} requests ${answers.length} were answered, ${result.errors} failed.`);
  }
  const { p50, p99 } = result.latency;
  return { perSecond: count / result.duration, p50, p99, answers };
}
