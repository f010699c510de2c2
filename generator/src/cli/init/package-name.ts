import { basename } from 'node:path';

/** `undefined` for a name that npm takes. */
export function nameProblem(name: string | undefined): string | undefined {
  const isName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name ?? '');
  return isName && (name ?? '').length <= 214 ? undefined : 'Small letters, digits, - . _ ~ only, such as my-shop.';
}

/** A name that npm takes, after the folder. */
export function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9~-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'my-domain' : name;
}
