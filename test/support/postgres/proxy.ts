import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What happens once to the first connection that sends certain bytes. */
export interface Fault {
  /** Text in what the client sends. */
  readonly when: string;
  /** How many bytes of it reach the server, all of them when left out. */
  readonly forward?: number;
  /** Waits for the server's reply and hands on so many bytes of it. Left out, it strikes before there is a reply. */
  readonly reply?: number;
  /** Both ends are cut, or cut for good so that nobody gets in again, or kept so that nothing gets through any more. */
  readonly ending: 'cut' | 'block' | 'silence';
}

/** A way to a server on which things can be made to go wrong. */
export interface Proxy {
  /** The same database, by way of the proxy. */
  url(direct: string): string;
  plan(fault: Fault): void;
  /** Faults that have struck so far: the proof that a test tested something. */
  readonly struck: number;
  /** Lets nobody in any more, and throws out whoever is in. */
  block(): void;
  unblock(): void;
}

export async function startProxy(direct: string): Promise<Proxy> {
  const target = new URL(direct);
  const sockets = new Set<Socket>();
  const planned: Fault[] = [];
  let struck = 0;
  let blocked = false;

  const block = (): void => {
    blocked = true;
    sockets.forEach((socket) => socket.destroy());
  };
  const server = createServer((client) => {
    if (blocked) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    let fault: Fault | undefined;
    let silent = false;
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const strike = ({ ending }: Fault): void => {
      struck += 1;
      if (ending === 'silence') silent = true;
      else cut();
      if (ending === 'block') block();
    };
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        if (!silent) other.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (silent) return;
      const next = planned.findIndex(({ when }) => bytes.includes(when));
      if (next === -1) {
        upstream.write(bytes);
        return;
      }
      [fault] = planned.splice(next, 1);
      if (fault === undefined) return;
      const struckFault = fault;
      const forwarded = bytes.subarray(0, fault.forward ?? bytes.length);
      if (fault.reply !== undefined) upstream.write(forwarded);
      else if (forwarded.length === 0) strike(struckFault);
      else upstream.write(forwarded, () => strike(struckFault));
    });
    upstream.on('data', (bytes) => {
      if (silent) return;
      if (fault?.reply === undefined) {
        client.write(bytes);
        return;
      }
      const struckFault = fault;
      const delivered = bytes.subarray(0, fault.reply);
      if (delivered.length === 0) strike(struckFault);
      else client.write(delivered, () => strike(struckFault));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    block();
    server.close();
  });
  return {
    url(given) {
      const url = new URL(given);
      url.port = String(port);
      return url.href;
    },
    plan: (fault) => void planned.push(fault),
    get struck() {
      return struck;
    },
    block,
    unblock() {
      blocked = false;
    },
  };
}
