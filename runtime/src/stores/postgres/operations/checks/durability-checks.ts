import { type Check, error, type Patient } from './check.js';

const restart = (setting: string): string =>
  `ALTER SYSTEM SET ${setting} = on; then SELECT pg_reload_conf(); or put it in postgresql.conf.`;

const fsync: Check = {
  codes: ['postgres/fsync-off'],
  async run({ setting }) {
    if (setting('fsync') === 'on') return [];
    return [
      error('postgres/fsync-off', {
        found: 'fsync is off: a power failure can destroy the whole database.',
        advice: restart('fsync'),
      }),
    ];
  },
};

const fullPageWrites: Check = {
  codes: ['postgres/full-page-writes-off'],
  async run({ setting }) {
    if (setting('full_page_writes') === 'on') return [];
    return [
      error('postgres/full-page-writes-off', {
        found: 'full_page_writes is off: a power failure can leave pages that are half old and half new.',
        advice: `${restart('full_page_writes')} Leave it off only on a file system that writes whole pages.`,
      }),
    ];
  },
};

/** For this session, and for whoever else it is switched off for. */
const synchronousCommit: Check = {
  codes: ['postgres/synchronous-commit-off'],
  async run(patient) {
    const found: string[] = [];
    if (patient.setting('synchronous_commit') === 'off') found.push('It is off in this session.');
    found.push(...(await switchedOff(patient)));
    if (found.length === 0) return [];
    return [
      error('postgres/synchronous-commit-off', {
        found: `synchronous_commit is off: appends are acknowledged that a crash of the server takes back. ${found.join(' ')}`,
        advice:
          'ALTER SYSTEM, ALTER DATABASE or ALTER ROLE … SET synchronous_commit = on; programs that may lose data can switch it off for themselves.',
      }),
    ];
  },
};

async function switchedOff({ ask }: Patient): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT quote_ident(r.rolname), quote_ident(d.datname) FROM pg_db_role_setting s
      LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
      WHERE (s.setdatabase = 0 OR d.datname = current_database())
        AND EXISTS (SELECT FROM unnest(s.setconfig) c WHERE c ~* '^synchronous_commit=(off|false|no|0)$')
      ORDER BY 1, 2`,
  );
  return rows.map(([role, database]) => {
    const who = role === null || role === undefined ? 'everybody' : `role ${role}`;
    return `It is off for ${who}${database === null || database === undefined ? '' : ` in database ${database}`}.`;
  });
}

export const durabilityChecks: readonly Check[] = [fsync, fullPageWrites, synchronousCommit];
