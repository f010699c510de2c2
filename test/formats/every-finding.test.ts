/** Everything that any run can find, in every format: valid, complete, and the same finding in each of them. */
import { describe, expect, test } from 'vitest';
import type { CommandReport } from '../../generator/src/cli/command-report.js';
import { printReport, reportFormats, type ReportFormat } from '../../generator/src/cli/print-report.js';
import { createTerminal } from '../../generator/src/cli/terminal.js';
import type { LocatedDiagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { safeText } from '../../generator/src/diagnostics/terminal-text.js';
import { explanations } from '../../generator/src/explain/explanations.js';
import { findingsOf } from '../support/diagnose.js';
import { expectReport, expectSarif, readAnnotation } from './judges.js';

const reportOf = (diagnostics: readonly LocatedDiagnostic[], changes?: CommandReport['changes']): CommandReport => ({
  command: 'generate',
  mode: 'compare',
  exitCode: 1,
  root: '/work/shop',
  diagnostics,
  contexts: [],
  changes,
  additions: [],
  out: 'src/generated',
});

async function printed(report: CommandReport, format: ReportFormat): Promise<{ stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({ write: (text: string) => void (said[name] += text) });
  const terminal = createTerminal({ stdout: stream('stdout'), stderr: stream('stderr'), env: {} }, 'auto');
  await printReport(report, terminal, { format, base: '/work', seconds: 0 });
  return said;
}

describe.each([...explanations])('%s', (code, { bad, besides = [] }) => {
  test('is the same finding in all formats', async () => {
    const found = await findingsOf(bad);
    const codes = [...new Set(found.map((each) => each.code))];
    expect([...codes].sort()).toEqual([code, ...besides].sort());
    const report = reportOf(found);
    const json = (await printed(report, 'json')).stdout;
    const sarif = (await printed(report, 'sarif')).stdout;
    const annotations = (await printed(report, 'github')).stdout.trimEnd().split('\n').map(readAnnotation);
    expectReport(json);
    expectSarif(sarif);
    expect(JSON.parse(json)).toMatchObject({
      diagnostics: found.map((each) => ({ code: each.code, message: each.message })),
    });
    expect(JSON.parse(sarif)).toMatchObject({
      runs: [
        {
          tool: { driver: { name: 'varve', rules: codes.map((id) => ({ id, fullDescription: {} })) } },
          results: found.map(({ code: ruleId, message }) => ({
            ruleId,
            ruleIndex: codes.indexOf(ruleId),
            message: { text: expect.stringContaining(message) as string },
          })),
        },
      ],
    });
    expect(annotations.map(({ properties }) => properties['title'])).toEqual(found.map((each) => each.code));
    expect(annotations.map(({ message }) => message)).toEqual(
      found.map(({ message, help = '' }) => safeText(`${message}\n${help}`)),
    );
  });
});

const path = 'schemas/ä b%,:#.yaml';
const file = { path, text: 'varve: 1\r\nüber😀: "a\nb"\n' };
const hostile: LocatedDiagnostic = {
  code: 'bind/unknown-type',
  severity: 'warning',
  message: 'A % b\r\n::error file=x::forged, or :: not.\u001b[31m',
  help: '100 %25',
  at: { file, start: 10, end: 16 },
  related: [{ at: { file, start: 0, end: 5 }, message: 'Here.' }],
};

test('texts and paths cannot forge what is printed', async () => {
  const { stdout } = await printed(reportOf([hostile]), 'github');
  expect(stdout.split('\n')).toHaveLength(2);
  expect(readAnnotation(stdout.trimEnd())).toEqual({
    command: 'warning',
    properties: {
      file: `shop/${path}`,
      line: '2',
      endLine: '2',
      col: '1',
      endColumn: '7',
      title: 'bind/unknown-type',
    },
    message: 'A % b\n::error file=x::forged, or :: not.␛[31m\n100 %25',
  });
  const sarif = (await printed(reportOf([hostile]), 'sarif')).stdout;
  expectSarif(sarif);
  expect(JSON.parse(sarif)).toMatchObject({
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        results: [
          {
            level: 'warning',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'shop/schemas/%C3%A4%20b%25%2C%3A%23.yaml' },
                  region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 7, charOffset: 10, charLength: 6 },
                },
              },
            ],
            relatedLocations: [{ id: 0, message: { text: 'Here.' } }],
          },
        ],
      },
    ],
  });
  expectReport((await printed(reportOf([hostile]), 'json')).stdout);
});

test('a range of several lines has no columns in an annotation', async () => {
  const { stdout } = await printed(
    reportOf([{ ...hostile, at: { file, start: 10, end: file.text.length } }]),
    'github',
  );
  expect(readAnnotation(stdout.trimEnd()).properties).toEqual({
    file: `shop/${path}`,
    line: '2',
    endLine: '4',
    title: 'bind/unknown-type',
  });
});

describe('fingerprints', () => {
  const fingerprints = async (found: readonly LocatedDiagnostic[]): Promise<readonly string[]> => {
    const { stdout } = await printed(reportOf(found), 'sarif');
    return [...stdout.matchAll(/"varve\/v1": "([^"]+)"/g)].map(([, print = '']) => print);
  };
  const moved = { ...file, text: `# A comment.\r\n${file.text}` };

  test('stay when lines move', async () => {
    const before = await fingerprints([hostile]);
    expect(await fingerprints([{ ...hostile, at: { file: moved, start: 24, end: 30 } }])).toEqual(before);
  });

  test('differ for other messages, other places and other files', async () => {
    const prints = await fingerprints([
      hostile,
      hostile,
      { ...hostile, message: 'Another.' },
      { ...hostile, at: { file, start: 10, end: 14 } },
      { ...hostile, at: { file: { ...file, path: 'b.yaml' }, start: 10, end: 16 } },
      { ...hostile, at: undefined },
    ]);
    expect(new Set(prints).size).toBe(6);
  });
});

test('stale files are findings of generate --check', async () => {
  const report = reportOf([], {
    changes: [
      { kind: 'create', path: 'src/generated/a.ts', ownership: 'generated', text: 'x' },
      { kind: 'delete', path: 'src/generated/b.ts', before: 'y' },
    ],
    unchanged: 3,
  });
  const { stdout } = await printed(report, 'github');
  expect(stdout.trimEnd().split('\n').map(readAnnotation)).toMatchObject(
    [
      { command: 'error', properties: { file: 'shop/src/generated/a.ts' }, message: /is missing/ as never },
      { command: 'error', properties: { file: 'shop/src/generated/b.ts' } },
    ].map(({ message: _message, ...rest }) => rest),
  );
  const sarif = (await printed(report, 'sarif')).stdout;
  expectSarif(sarif);
  expect(sarif).toContain('The generated file is orphaned.');
  for (const mode of ['write', 'preview', 'none'] as const) {
    expect((await printed({ ...report, mode }, 'github')).stdout).toBe('');
  }
});

test('nothing to say is a valid document too, or nothing at all', async () => {
  expectReport((await printed(reportOf([]), 'json')).stdout);
  expectSarif((await printed(reportOf([]), 'sarif')).stdout);
  expect((await printed(reportOf([]), 'github')).stdout).toBe('');
  for (const format of reportFormats.filter((each) => each !== 'pretty')) {
    expect((await printed(reportOf([hostile]), format)).stderr).toBe('');
  }
});
