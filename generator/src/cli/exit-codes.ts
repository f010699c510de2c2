/** What the command's exit says. Nothing but these four, whatever the output format. */
export const exitCodes = {
  /** Nothing to complain about. */
  clean: 0,
  /** Errors in schemas, or `--check` found files that are out of date. */
  findings: 1,
  /** Wrong arguments, a configuration that cannot be used, a disk that cannot be read or written. */
  usage: 2,
  /** A bug in varve. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
