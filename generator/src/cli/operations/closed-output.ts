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
