import { UsageError } from '../usage-error.js';
import { type StoreUrl, withoutSecrets } from './store-url.js';

/** Does something with a store; what the runtime or the driver has to say of it is said without a stack, and without secrets. */
export async function withStore<T>(url: StoreUrl, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error) || !('code' in error)) throw error;
    const text = `--store: ${error.message}${networkReason(error.cause)}`;
    throw new UsageError(withoutSecrets(text, url), { cause: error });
  }
}

/** Node's own words for a connection that cannot be made: which host, which port. */
function networkReason(cause: unknown): string {
  if (cause instanceof AggregateError) return networkReason(cause.errors[0]);
  if (!(cause instanceof Error)) return '';
  const code: unknown = Reflect.get(cause, 'code');
  return typeof code === 'string' && /^E[A-Z_]{3,}$/.test(code) ? ` (${cause.message})` : '';
}
