/** The command cannot start: wrong arguments or a place that cannot be used. Ends with exit code 2 and no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
