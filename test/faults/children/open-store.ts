// Opens a new store, saying so before and after, and stays. Parameter: path.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { parameter, say } from './program.js';

say('opening');
await openSqliteStore(parameter(0));
say('open');
setInterval(() => undefined, 1_000);
