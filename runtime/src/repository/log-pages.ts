import type { Abort } from '../store/abort.js';
import type { LogFilter, LogPage, LogReader, ReadLogOptions } from '../store/read.js';
import type { LogPosition } from '../store/stored-event.js';

export interface PageChoice {
  readonly after?: LogPosition | undefined;
  readonly filter?: LogFilter | undefined;
  readonly signal?: Abort | undefined;
}

const ignore = (): void => undefined;

/** All pages up to the log's present end. While one is looked at, the next is on its way: there are two at most. */
export async function* logPages(store: LogReader, choice: PageChoice): AsyncGenerator<LogPage> {
  const read = (after: LogPosition | undefined): Promise<LogPage> => {
    const page = store.readLog(pageOptions(choice, after));
    // Whoever asks for it is told of its failure, and whoever has stopped before is not.
    page.catch(ignore);
    return page;
  };
  let next: Promise<LogPage> | undefined = read(choice.after);
  try {
    while (next !== undefined) {
      const page: LogPage = await next;
      next = page.end ? undefined : read(page.scannedTo);
      yield page;
    }
  } finally {
    await next?.catch(ignore);
  }
}

function pageOptions({ filter, signal }: PageChoice, after: LogPosition | undefined): ReadLogOptions {
  return {
    ...(after === undefined ? {} : { after }),
    ...(filter === undefined ? {} : { filter }),
    ...(signal === undefined ? {} : { signal }),
  };
}
