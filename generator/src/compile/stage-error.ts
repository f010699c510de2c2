/** A bug in varve: a stage threw. `cause` is what it threw. */
export class StageError extends Error {
  override readonly name = 'StageError';
  readonly stage: string;
  /** The file the stage was at, if it was at one. */
  readonly path: string | undefined;

  constructor(stage: string, path: string | undefined, cause: unknown) {
    super(`Stage ${stage} failed${path === undefined ? '' : ` on ${path}`}.`, { cause });
    this.stage = stage;
    this.path = path;
  }
}

/** Runs a stage; whatever it throws comes out as a `StageError` that says where it happened. */
export function during<T>(stage: string, path: string | undefined, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw stageError(stage, path, error);
  }
}

export async function duringAsync<T>(stage: string, path: string | undefined, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw stageError(stage, path, error);
  }
}

function stageError(stage: string, path: string | undefined, error: unknown): StageError {
  return error instanceof StageError ? error : new StageError(stage, path, error);
}
