/** Somebody who uses the bank over HTTP while its processes come and go: whatever is not answered is asked again. */
import type { SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';

export interface BankCustomer {
  /** Asks until it is answered. @returns status and body @throws Error for an answer that no rule of the API speaks of */
  ask(method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Requests that were not answered at first. */
  repeated(): number;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const patience = 60_000;

/** @param addresses where the bank is open now */
export function bankCustomer(addresses: () => readonly string[], random: SeededRandom): BankCustomer {
  let repeated = 0;
  const once = async (url: string, init: RequestInit): Promise<Answer | undefined> => {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
      const body = (await response.json()) as Answer['body'];
      return response.status === 503 ? undefined : { status: response.status, body };
    } catch {
      return undefined;
    }
  };
  const ask: BankCustomer['ask'] = async (method, path, body, headers = {}) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const init = { method, headers: { 'content-type': 'application/json', ...headers }, ...content };
    for (const until = performance.now() + patience; performance.now() < until;) {
      const open = addresses();
      const address = open[random.below(Math.max(1, open.length))];
      const answer = address === undefined ? undefined : await once(address + path, init);
      if (answer !== undefined) return declared(answer, `${method} ${path}`);
      repeated += 1;
      await new Promise((resolve) => setTimeout(resolve, 20 + random.below(80)));
    }
    throw new Error(`${method} ${path} was not answered for a minute.`);
  };
  return { ask, repeated: () => repeated };
}

function declared(answer: Answer, what: string): Answer {
  const kind = answer.body['type'];
  const isProblem = typeof kind === 'string' && kind.startsWith('/problems/') && kind !== '/problems/unexpected';
  if (answer.status < 300 || isProblem) return answer;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
