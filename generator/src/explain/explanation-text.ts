import { otherLinks, shownFiles } from './describe-example.js';
import type { Example } from './examples.js';
import type { Explanation } from './explanation.js';
import { explainedStages } from './explanations.js';

/** How parts of the text are painted. */
export interface ExplainPaint {
  readonly code: (text: string) => string;
  readonly label: (text: string) => string;
  readonly faint: (text: string) => string;
}

const width = 100;
const labelWidth = 7;
const indent = '   ';

/** One explanation for people, without a line break at the end. */
export function explanationText(code: string, explanation: Explanation, paint: ExplainPaint): string {
  const { title, why, fix, bad, good } = explanation;
  const blocks = [
    [paint.code(code), ...wrapped(title, width - indent.length).map((line) => `${indent}${line}`)],
    labelled('why', wrapped(why, width - indent.length - labelWidth), paint),
    labelled('fix', wrapped(fix, width - indent.length - labelWidth), paint),
    labelled('bad', exampleLines(bad, paint), paint),
    labelled('good', exampleLines(good, paint), paint),
  ];
  return blocks.map((block) => block.join('\n')).join('\n\n');
}

/** Every code with its sentence, stage by stage. */
export function codeList(paint: ExplainPaint): string {
  const blocks = explainedStages.map(({ stage, about, explanations }) => {
    const entries = Object.entries(explanations).map(([name, { title }]) => [`${stage}/${name}`, title] as const);
    const longest = Math.max(...entries.map(([code]) => code.length));
    const lines = entries.map(([code, title]) => `${indent}${paint.code(code.padEnd(longest))}  ${title}`);
    return [`${stage}: ${about}`, ...lines].join('\n');
  });
  return blocks.join('\n\n');
}

function exampleLines(example: Example, paint: ExplainPaint): readonly string[] {
  const files = shownFiles(example).flatMap(({ title, lines }, index) => [
    ...(index > 0 ? [''] : []),
    ...(title === '' ? [] : [paint.faint(`${title}:`)]),
    ...lines.map((line) => `${title === '' ? '' : '  '}${line}`),
  ]);
  return [...files, ...otherLinks(example).map((path) => paint.faint(`${path} is a symbolic link`))];
}

function labelled(label: string, lines: readonly string[], paint: ExplainPaint): readonly string[] {
  const blank = ' '.repeat(labelWidth);
  const first = `${paint.label(label)}${' '.repeat(labelWidth - label.length)}`;
  return lines.map((line, index) => `${indent}${index === 0 ? first : blank}${line}`.trimEnd());
}

/** Lines of at most so many characters, broken at blanks. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
