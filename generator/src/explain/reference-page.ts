import { otherLinks, shownFiles } from './describe-example.js';
import type { Example } from './examples.js';
import type { Explanation } from './explanation.js';
import { explainedStages } from './explanations.js';

const opening = `# Diagnostics

<!-- Made from generator/src/explain by generator/scripts/write-diagnostics.mjs. Do not edit. -->

Everything Varve can say about a project, by code: why it is said, an example that gives it, one that does not, and what to
do. \`varve explain <code>\` shows the same in the terminal. Tests hold every example to its code.

Codes that start with \`config/\` end the command with exit code 2, other errors with 1. Warnings and hints do not count.

## Severities and waivers

What is no error by itself (all of \`check/\`, \`compat/\` and \`merge/\`, \`reconcile/foreign-file\`) can be given another severity in
\`varve.config.yaml\`: \`off\`, \`info\`, \`warning\` or \`error\`. Some rules are silent until they have one. A single finding that is known and accepted is waived, with the reason:

\`\`\`yaml
rules:
  check/event-never-emitted: error
  check/field-undescribed: info
waivers:
  - code: check/unused-type
    file: schemas/order.yaml # without it: in every file
    at: /types/Sku # JSON Pointer; holds for what is below, too
    reason: Used from the next release on.
    until: 2027-01-31 # without it: for good
\`\`\`

A waiver that matches nothing, or that has ended, is a finding itself. Errors can be neither waived nor weakened, but for those
of \`compat/\`: whether somebody breaks is for the project to say. \`compat: { readers: off }\` says it for everybody of a kind.

## Stages
`;

/** The text of docs/reference/diagnostics.md. */
export function referencePage(): string {
  const contents = explainedStages.map(
    ({ stage, about, explanations }) =>
      `- [\`${stage}/\`](#${stage}): ${about} (${String(Object.keys(explanations).length)} codes)`,
  );
  const sections = explainedStages.map(({ stage, about, explanations }) => {
    const entries = Object.entries(explanations).map(([name, explanation]) => section(`${stage}/${name}`, explanation));
    return [`## ${stage}`, `Codes about ${about}.`, ...entries].join('\n\n');
  });
  return `${[opening + contents.map((line) => `\n${line}`).join(''), ...sections].join('\n\n')}\n`;
}

function section(code: string, { title, why, fix, bad, good }: Explanation): string {
  return [
    `### ${code}`,
    `**${text(title)}** ${text(why)}`,
    example('Gives it', bad),
    text(fix),
    example('Fine', good),
  ].join('\n\n');
}

function example(label: string, shown: Example): string {
  const files = shownFiles(shown).map(({ title, language, lines }, index) => {
    const start = index === 0 ? label : '';
    const words = [start, title].filter((part) => part !== '').join(', ');
    return [...(words === '' ? [] : [`${text(words)}:`, '']), `\`\`\`${language}`, ...lines, '```'].join('\n');
  });
  return [...files, ...otherLinks(shown).map((path) => `\`${path}\` is a symbolic link.`)].join('\n\n');
}

/** Characters that Markdown would take for its own. */
function text(plain: string): string {
  return plain.replace(/[<>*_[\]\\`|]/g, (character) => `\\${character}`);
}
