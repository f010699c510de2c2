/** Aborted when nobody reads standard output any more, as `head` does once it has seen enough. */
export function closedOutput({ stdout }: { readonly stdout: object }): AbortSignal {
  const controller = new AbortController();
  const on: unknown = Reflect.get(stdout, 'on');
  if (typeof on === 'function') {
    on.call(stdout, 'error', (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EPIPE') controller.abort();
    });
  }
  return controller.signal;
}

/** Resolves when a reader that is slower than we are has caught up, so that what it has not read yet does not pile up here. */
export async function drained({ stdout }: { readonly stdout: object }, signal: AbortSignal): Promise<void> {
  if (Reflect.get(stdout, 'writableNeedDrain') !== true || signal.aborted || !isEmitter(stdout)) return;
  await new Promise<void>((resolve) => {
    stdout.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function isEmitter(value: object): value is { once: (event: string, listener: () => void) => unknown } {
  return typeof Reflect.get(value, 'once') === 'function';
}
