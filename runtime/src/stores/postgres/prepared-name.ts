const names = new Map<string, string>();

/** A short name for a statement's text, the same all the time a process runs. The texts are few: they are this store's own. */
export function preparedName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `varve_${names.size + 1}`;
  names.set(text, name);
  return name;
}
