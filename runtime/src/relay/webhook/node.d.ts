// The little that sending webhooks asks of Node. The package is compiled without Node's types, so that nothing else asks.
declare module 'node:url' {
  export class URL {
    static canParse(text: string): boolean;
    constructor(text: string);
    readonly protocol: string;
    readonly username: string;
    readonly password: string;
    readonly host: string;
    readonly hostname: string;
  }
}

declare module 'node:net' {
  export function isIP(text: string): 0 | 4 | 6;
  export class BlockList {
    addSubnet(network: string, prefix: number, type: 'ipv4' | 'ipv6'): void;
    check(address: string, type: 'ipv4' | 'ipv6'): boolean;
  }
}

declare module 'node:dns' {
  interface Found {
    readonly address: string;
    readonly family: number;
  }
  export function lookup(
    hostname: string,
    options: object,
    callback: (error: Error | null, addresses: readonly Found[]) => void,
  ): void;
}

declare module 'node:http' {
  import type { URL } from 'node:url';
  interface Answer {
    readonly statusCode?: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    destroy(): void;
  }
  interface Request {
    on(event: 'response', listener: (answer: Answer) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'close', listener: () => void): this;
    destroy(error?: Error): void;
    end(body: Uint8Array): void;
  }
  export class Agent {
    constructor(options: { readonly keepAlive: boolean; readonly timeout: number });
    destroy(): void;
  }
  export function request(url: URL, options: object): Request;
}

declare module 'node:https' {
  import type { Request } from 'node:http';
  import type { URL } from 'node:url';
  export class Agent {
    constructor(options: { readonly keepAlive: boolean; readonly timeout: number });
    destroy(): void;
  }
  export function request(url: URL, options: object): Request;
}
