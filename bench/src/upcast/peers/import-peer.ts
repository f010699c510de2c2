/** A library at the version of `bench/package.json`; `undefined` where it is not installed. */
export async function importPeer<Module>(name: string): Promise<Module | undefined> {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    console.log(
      `No column for ${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}\n`,
    );
    return undefined;
  }
}
