/** A timeline as text for a terminal. */
import colors from 'picocolors';
import type { Line, Timeline } from './timeline.js';

export function printTimeline(repository: string, { from, to, events, people, chapters }: Timeline): string {
  const span = dayOf(from) === dayOf(to) ? dayOf(from) : `${dayOf(from)} to ${dayOf(to)}`;
  return [
    `${colors.bold(repository)}  ${colors.dim(`${events} ${events === 1 ? 'event' : 'events'}, ${span}, by ${people.join(', ')}`)}`,
    ...chapters.flatMap(({ subject, lines }) => ['', `  ${colors.cyan(subject)}`, ...lines.map(printLine)]),
    '',
  ].join('\n');
}

function printLine({ at, what, times }: Line): string {
  const repeated = times > 1 ? colors.dim(`  ×${times}`) : '';
  return `    ${colors.dim(`${dayOf(at)} ${at.slice(11, 19)}`)}  ${what}${repeated}`;
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}
