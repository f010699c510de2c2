import { resolve } from 'node:path';
import type { Host } from '../host/host.js';
import { createNodeHost } from '../host/node-host.js';
import { findConfig } from './find-config.js';
import { openFound, type Project, type ProjectFlags } from './project.js';
import { projectPath } from './standard-input.js';
import { UsageError } from './usage-error.js';

/**
 * The project as if a file had this text, whatever stands on the disk; it may be the configuration, or a file that was
 * never saved.
 * @throws UsageError when the file is none that the project reads
 */
export async function openWithText(place: ProjectFlags, named: string, text: string): Promise<Project> {
  const found = findConfig(place.cwd, place.config);
  const path = projectPath(found.root, resolve(place.cwd), named);
  if (path === found.name) return openFound({ ...found, text });
  const project = await openFound(found);
  const host = createNodeHost(found.root);
  const isFound = (await host.find(project.config.schemas)).includes(path);
  if (!isFound && (await host.read(path)).kind !== 'absent') {
    throw new UsageError(`${path} is none of the schemas that ${found.name} names.`);
  }
  return { ...project, host: withText(host, path, text) };
}

function withText(host: Host, path: string, text: string): Host {
  return {
    ...host,
    read: (asked) => (asked === path ? Promise.resolve({ kind: 'file', text }) : host.read(asked)),
    find: async (globs) => [...new Set([...(await host.find(globs)), path])].sort(),
  };
}
