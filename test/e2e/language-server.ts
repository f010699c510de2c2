import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

export interface Problem {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

export interface LanguageServer {
  /** What the server has to say about a text as the file of that path, which need not exist. */
  readonly problemsOf: (path: string, text: string) => Promise<readonly Problem[]>;
  /** Labels offered where `|` stands in the text. */
  readonly completionsOf: (path: string, text: string) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const manifest = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
const program = join(dirname(manifest), 'bin/yaml-language-server');

/** The YAML language server that editors run, spoken to as they do. Knows no schema but those that documents name. */
export async function startLanguageServer(): Promise<LanguageServer> {
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map<string, (problems: readonly Problem[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) => {
    waiting.get(uri)?.(diagnostics);
  });
  connection.onRequest('client/registerCapability', () => null);
  const settings = { validate: true, completion: true, schemaStore: { enable: false, url: '' }, schemas: {} };
  connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings : {})),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { configuration: true }, textDocument: { completion: {}, publishDiagnostics: {} } },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settings } });
  let opened = 0;
  const open = async (path: string, text: string): Promise<string> => {
    opened += 1;
    const uri = pathToFileURL(path.replace('.yaml', `-${opened}.yaml`)).href;
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return uri;
  };
  return {
    async problemsOf(path, text) {
      const uri = pathToFileURL(path.replace('.yaml', `-${opened + 1}.yaml`)).href;
      const said = new Promise<readonly Problem[]>((resolve) => waiting.set(uri, resolve));
      await open(path, text);
      return said;
    },
    async completionsOf(path, marked) {
      const uri = await open(path, marked.replace('|', ''));
      const before = marked.slice(0, marked.indexOf('|')).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const found = await connection.sendRequest<Completions>('textDocument/completion', {
        textDocument: { uri },
        position,
      });
      return ('items' in found ? found.items : found).map(({ label }) => label);
    },
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Problem[];
}

type Item = { readonly label: string };
type Completions = readonly Item[] | { readonly items: readonly Item[] };
