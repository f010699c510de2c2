import type { RebuildResult } from '@varve/runtime/projections';
import type { Finding } from '../finding-text.js';
import { plural } from '../plural.js';

/** Something that keeps rows from being what the log says. */
export interface RebuildFinding extends Finding {
  readonly code: 'rebuild/failed' | 'rebuild/skipped' | 'rebuild/parked';
}

/** The rows could not be made. */
export function failedFinding(projection: string, error: unknown): RebuildFinding {
  return {
    code: 'rebuild/failed',
    severity: 'error',
    found: `The rows of ${projection} were not made: ${reasonsOf(error).join(' ')}`,
    advice:
      'Nothing was put in the place of the rows that serve. Once the cause is gone, run it again: it goes on from here.',
  };
}

/** The rows serve, and lack something. */
export function incompleteFindings({
  projection,
  skipped,
  firstSkipped,
  parked,
}: RebuildResult): readonly RebuildFinding[] {
  const findings: RebuildFinding[] = [];
  if (skipped > 0) {
    findings.push({
      code: 'rebuild/skipped',
      severity: 'error',
      found: [
        `The rows of ${projection} serve without ${plural(skipped, 'event')} that failed and ${are(skipped)} skipped:`,
        ...skippedLines(skipped, firstSkipped),
      ].join('\n'),
      advice: 'Mend the handler and run it again.',
    });
  }
  if (parked > 0) {
    findings.push({
      code: 'rebuild/parked',
      severity: 'error',
      found: `The rows of ${projection} serve without ${plural(parked, 'event')} that ${are(parked)} parked.`,
      advice: `Mend the handler, then let application.replayParked('${projection}') handle them again where the application runs.`,
    });
  }
  return findings;
}

function skippedLines(skipped: number, first: RebuildResult['firstSkipped']): readonly string[] {
  const named = first.map(
    ({ streamName, position, reason }) => `${streamName} at ${String(position)}: ${reason.replaceAll(/\s+/g, ' ')}`,
  );
  return skipped > first.length ? [...named, `and ${String(skipped - first.length)} more`] : named;
}

const are = (count: number): string => (count === 1 ? 'was' : 'were');

/** What an error says, and what its causes say, each as a sentence. */
function reasonsOf(error: unknown): readonly string[] {
  const causes = new Set<unknown>();
  for (let cause = error; cause !== undefined && !causes.has(cause);) {
    causes.add(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  const said = [...causes].map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  return said.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`));
}
