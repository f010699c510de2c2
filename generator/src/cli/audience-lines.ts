import { type Audience, audiences } from '../diagnostics/diagnostic.js';
import { safeText } from '../diagnostics/terminal-text.js';
import type { CommandReport } from './command-report.js';
import type { Line } from './summary-lines.js';

const fine: Readonly<Record<Audience, string>> = {
  stored: 'whatever was stored is read',
  readers: 'older code reads what newer code writes',
  code: 'what uses the generated code need not change',
  senders: 'commands of older code are understood',
};

/** Whatever a step says may turn out well or badly for somebody. */
const unjudged = 'not to be said before the steps are right';

/** Whom the changes since the last release break, and by what; nothing where nothing was compared. */
export function audienceLines({ isCompared, diagnostics }: CommandReport): readonly Line[] {
  if (isCompared !== true) return [];
  const lacksSteps = diagnostics.some(({ code, severity }) => severity === 'error' && code.startsWith('evolve/'));
  return audiences.map((audience) => {
    const [first, ...more] = diagnostics.filter(({ breaks }) => breaks?.includes(audience) === true);
    if (first === undefined && lacksSteps) return { label: audience, text: `open    ${unjudged}` };
    if (first === undefined) return { label: audience, text: `ok      ${fine[audience]}` };
    const rest = more.length === 0 ? '' : `  (and ${String(more.length)} more)`;
    return { label: audience, text: `breaks  ${safeText(first.message)}${rest}` };
  });
}
