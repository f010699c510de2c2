import type { CommandReport } from './command-report.js';
import { printPretty } from './print-pretty.js';
import type { Terminal } from './terminal.js';

export const reportFormats = ['pretty', 'json', 'sarif', 'github'] as const;

export type ReportFormat = (typeof reportFormats)[number];

export interface PrintOptions {
  readonly format: ReportFormat;
  /** Absolute folder that other programs take paths to be relative to. */
  readonly base: string;
  readonly seconds: number;
}

/** What a command found, in the form that was asked for. Forms for programs are loaded on demand. */
export async function printReport(
  report: CommandReport,
  terminal: Terminal,
  { format, base, seconds }: PrintOptions,
): Promise<void> {
  switch (format) {
    case 'pretty': {
      await printPretty(report, terminal, seconds);
      break;
    }
    case 'json': {
      const { printJson } = await import('./print-json.js');
      printJson(report, terminal);
      break;
    }
    case 'sarif': {
      const { printSarif } = await import('./print-sarif.js');
      printSarif(report, terminal, base);
      break;
    }
    case 'github': {
      const { printGithub } = await import('./print-github.js');
      printGithub(report, terminal, base);
    }
  }
}
