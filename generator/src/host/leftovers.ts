import process from 'node:process';
import { folderOf } from './project-path.js';

const pattern = /^\.varve-tmp-(\d+)-\d+$/;

let written = 0;

/** A name for a file that is about to be renamed; it tells which process made it. */
export function temporaryName(): string {
  written += 1;
  return `.varve-tmp-${process.pid}-${written}`;
}

/** Whether a file is one that a process made and can no longer rename. */
export function isLeftover(path: string, isAlive: (pid: number) => boolean): boolean {
  const folder = folderOf(path);
  const found = pattern.exec(folder === '' ? path : path.slice(folder.length + 1));
  return found?.[1] !== undefined && !isAlive(Number(found[1]));
}
