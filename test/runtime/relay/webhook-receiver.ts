import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ReceivedRequest {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly path: string;
}

export type Answering = (request: ReceivedRequest, response: ServerResponse, at: number) => void;

export interface WebhookReceiver {
  readonly port: number;
  readonly url: string;
  /** In the order in which they were whole. */
  readonly requests: ReceivedRequest[];
}

/** Text of a request's body. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** An HTTP server on this machine, closed after the test. */
export async function webhookReceiver(
  answer: Answering = (_, response) => void response.writeHead(204).end(),
  secure?: { readonly cert: string; readonly key: string },
): Promise<WebhookReceiver> {
  const requests: ReceivedRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    void bodyOf(incoming).then(
      (body) => {
        const request = { headers: incoming.headers, body, path: incoming.url ?? '' };
        answer(request, response, requests.push(request) - 1);
      },
      () => undefined,
    );
  };
  const server: Server = secure === undefined ? createServer(listener) : createSecureServer(secure, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http${secure === undefined ? '' : 's'}://127.0.0.1:${port}/hooks?token=t0ken`, requests };
}
