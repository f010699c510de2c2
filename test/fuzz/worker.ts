/** A child that tries one case after the other and says which; its parent sees to it that none takes for ever. */
import { fuzzCase } from './cases.js';
import { judge } from './judge.js';
import { openJudge } from './judge-commands.js';
import { readProjects } from './projects.js';

export type Report =
  | { readonly kind: 'begins'; readonly number: number }
  | { readonly kind: 'failed'; readonly number: number; readonly problems: readonly string[] };

const [root = '.', seed = '1', first = '0', step = '1', last = 'Infinity'] = process.argv.slice(2);
const projects = readProjects(root);
const judgeCommands = await openJudge(root);
/** All commands are run on every so many cases. */
const commandsEvery = 15;
const tell = (report: Report): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(report, undefined, undefined, () => resolve());
  });

for (let number = Number(first); number <= Number(last); number += Number(step)) {
  await tell({ kind: 'begins', number });
  const { files } = await fuzzCase(Number(seed), number, projects);
  const isTurn = Math.floor(number / Number(step)) % commandsEvery === 0;
  const problems = [...(await judge(files)), ...(isTurn ? await judgeCommands(files) : [])];
  if (problems.length > 0) await tell({ kind: 'failed', number, problems });
}
process.disconnect();
