// Examines stores as whoever runs it. Prints a line for each: the codes that were found, or the error. Parameters: paths of stores.
import { examineSqliteStore } from '../../../runtime/src/stores/sqlite/operations/index.js';
import { say } from './program.js';

for (const path of process.argv.slice(2)) {
  try {
    const { findings } = await examineSqliteStore({ path });
    say(`found: ${findings.map(({ code }) => code).join(' ')}`);
  } catch (error) {
    say(`failed: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
  }
}
