import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Progress, readProgress, writeProgress } from '../../../../generator/src/cli/verify/resume-file.js';

describe('the file to resume from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'varve-resume-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'verify.json');
  const progress: Progress = { format: 1, logId: 'log', code: 'code', to: '17', tally: { types: [], foreign: 3 } };

  test('is read as it was written, and nothing else lies there', () => {
    expect(readProgress(path, progress)).toBeUndefined();
    writeProgress(path, progress);
    expect(readProgress(path, progress)).toEqual(progress);
    expect(readdirSync(folder)).toEqual(['verify.json']);
  });

  test('is refused for another log and for other shapes', () => {
    writeProgress(path, progress);
    expect(() => readProgress(path, { logId: 'other', code: 'code' })).toThrow(/another log/);
    expect(() => readProgress(path, { logId: 'log', code: 'other' })).toThrow(
      /the schemas, or functions that their steps call, have changed/,
    );
  });

  test.each(['', '{', '[]', '{"format":1}', '{"format":2,"logId":"log","code":"code","to":"1","tally":{"types":[]}}'])(
    'a file that holds %j is left alone',
    (text) => {
      const other = join(folder, 'other.json');
      writeFileSync(other, text);
      expect(() => readProgress(other, progress)).toThrow(/was not written by varve verify/);
      expect(readFileSync(other, 'utf8')).toBe(text);
    },
  );
});
