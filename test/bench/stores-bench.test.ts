import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { compileShim, environmentOf, slowedBy } from '../../bench/src/stores/disk/disk.js';
import { verdict } from '../../bench/src/stores/store-table.js';

const source = fileURLToPath(new URL('../../bench/src/stores/disk/sync-shim.c', import.meta.url));
const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'varve-shim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('the slowed disk', () => {
  test.skipIf(!hasCompiler)('makes every wait longer and counts it, the native one only counts', () => {
    const folder = scratch();
    const library = compileShim(source, folder);
    expect(library).toHaveProperty('path');
    const script = `const fs = require('node:fs');
      const file = fs.openSync(process.argv[1], 'w');
      const began = process.hrtime.bigint();
      for (let i = 0; i < 10; i += 1) { fs.fsyncSync(file); fs.fdatasyncSync(file); }
      console.log(Number(process.hrtime.bigint() - began) / 1e6);`;
    for (const disk of ['native', 'slowed'] as const) {
      const env = { ...process.env, ...environmentOf(disk, library, folder) };
      const { stdout } = spawnSync(process.execPath, ['-e', script, join(folder, 'synced')], { env, encoding: 'utf8' });
      expect(readFileSync(join(folder, `syncs-${disk}`)).readBigUInt64LE()).toBe(20n);
      // A sleep never ends early, however busy the machine is.
      if (disk === 'slowed') expect(Number(stdout)).toBeGreaterThanOrEqual(20 * slowedBy);
    }
  });

  test('is left out with a reason where there is no compiler', () => {
    vi.stubEnv('PATH', '');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const folder = scratch();
    const library = compileShim(source, folder);
    expect(library).toEqual({ missing: expect.stringMatching(/compiler|Linux/) });
    expect(environmentOf('slowed', library, folder)).toEqual({});
  });
});

describe('the verdict on an aim', () => {
  const aim = { against: 'emmett', least: 3 } as const;

  test.each([
    [{ wall: 3, cpu: 1 }, undefined, '≥ 3 met'],
    [{ wall: 2.9, cpu: 2.9 }, undefined, '≥ 3 NOT MET'],
    [{ wall: 2.9, cpu: 3 }, 3.1, '≥ 3 NOT MET, met by CPU'],
    [{ wall: 1.4, cpu: 2 }, 1.5, "≥ 3 beyond raw code's 1.50"],
    [{ wall: 1.4, cpu: 4 }, 1.5, "≥ 3 beyond raw code's 1.50, met by CPU"],
  ])('of %o, where raw code is %s times as fast, reads %s', (speed, raw, expected) => {
    expect(verdict(aim, speed, raw)).toBe(expected);
  });
});
