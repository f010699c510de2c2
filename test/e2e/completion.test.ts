import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandOnTerminal, hasTerminal } from './on-terminal.js';
import { bin, createProject, type Project } from './project.js';

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** A folder with `varve` on its path, and some files to be completed. */
let project: Project;
let path = '';
const scripts: Record<string, string> = {};
beforeAll(async () => {
  project = createProject({ 'orders.yaml': '', 'folder/inside.yaml': '' });
  mkdirSync(join(project.root, 'bin'));
  writeFileSync(join(project.root, 'bin/varve'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, {
    mode: 0o755,
  });
  path = `${project.root}/bin:${process.env['PATH'] ?? ''}`;
  for (const shell of ['bash', 'zsh', 'fish']) scripts[shell] = (await project.varve(['completion', shell])).stdout;
});

/** What is typed, and what the shell makes of it at Tab. */
const typed: readonly (readonly [typed: string, becomes: string])[] = [
  ['varve gen', 'varve generate'],
  ['varve generate --wat', 'varve generate --watch'],
  ['varve check --format sa', 'varve check --format sarif'],
  ['varve check --stdin-f', 'varve check --stdin-filepath'],
  ['varve check --config ord', 'varve check --config orders.yaml'],
  ['varve init --package-manager pn', 'varve init --package-manager pnpm'],
  ['varve --vers', 'varve --version'],
];

const tab = '\t';

describe.each([
  ['bash', ['bash', '--norc', '--noprofile', '-i'], 'eval "$(varve completion bash)"'],
  ['zsh', ['zsh', '-f', '-i'], 'autoload -U compinit && compinit -u -D && eval "$(varve completion zsh)"'],
  ['fish', ['fish', '--no-config', '-i'], 'varve completion fish | source'],
])('%s', (shell, command, setUp) => {
  const skip = !has(shell) || !hasTerminal;
  test.runIf(skip)(`is not installed, or python3 is not: nothing of ${shell} was run`, () => expect(skip).toBe(true));

  test.skipIf(skip).each(typed)('at Tab, %s becomes %s', (text, becomes) => {
    // The line is printed by the shell itself, which then ends, instead of being run, between marks that nobody types.
    const show = {
      bash: `show() { printf '<%s>\\n' "$READLINE_LINE"; exit 0; }; bind -x '"\\C-xs": show'`,
      zsh: 'show() { zle -I; print -r -- "<$BUFFER>"; exit 0 }; zle -N show; bindkey "^Xs" show',
      fish: 'bind \\cxs \'printf "<%s>\\n" (commandline); exit 0\'',
    }[shell];
    const { said, missed, exitCode } = commandOnTerminal({
      command,
      cwd: project.root,
      env: { PATH: path, PS1: 'ready> ', HISTFILE: '/dev/null', PROMPT_EOL_MARK: '' },
      talk: [
        ['', `${setUp}\r`],
        ['', `${show ?? ''}\r`],
        ['', 'echo set-"up"\r'],
        ['set-up', `${text}${tab}`],
        [becomes.slice(text.length).trim(), '\u0018s'],
      ],
    });
    expect({ missed, exitCode }, said).toEqual({ missed: null, exitCode: 0 });
    expect(said).toMatch(new RegExp(`<${becomes} ?>`));
  });
});

describe.skipIf(!has('fish'))('fish, asked what it offers', () => {
  function offered(line: string): readonly string[] {
    const code = `${scripts['fish'] ?? ''}\ncomplete -C '${line}'`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', code], { encoding: 'utf8', cwd: project.root });
    expect(stderr).toBe('');
    return stdout.split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[0] ?? '']));
  }

  test.each<[string, readonly string[]]>([
    ['varve c', ['check', 'completion']],
    ['varve generate --c', ['--check', '--clean', '--color', '--config', '--cwd']],
    ['varve check --format ', ['github', 'json', 'pretty', 'sarif']],
    ['varve generate --wat', ['--watch']],
    ['varve check --wat', []],
  ])('%s', (line, expected) => expect([...offered(line)].sort()).toEqual(expected));
});
