import { describe, expect, test } from 'vitest';
import { customer, files, order } from './ordering.js';
import { createProject } from './project.js';

describe('evolve', () => {
  test('adds a version with which the project still checks clean, and touches nothing else', async () => {
    const project = createProject(files);
    const before = project.tree();
    const { exitCode, stdout, stderr } = await project.varve(['evolve', 'OrderPlaced']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^ {2}added {2}version \d+ of OrderPlaced to schemas\/order\.yaml/);
    const changed = Object.entries(project.tree()).filter(([path, text]) => before[path] !== text);
    expect(changed.map(([path]) => path)).toEqual(['schemas/order.yaml']);
    const added = project.read('schemas/order.yaml').split('\n');
    // Every old line is there, in its order.
    let at = 0;
    for (const line of order.split('\n')) at = added.indexOf(line, at) + 1;
    expect(at).toBeGreaterThan(0);
    expect((await project.varve(['check'])).exitCode).toBe(0);
  });

  test('pins a type in another context, and shows all of it first', async () => {
    const project = createProject(files);
    const name = /^ {2}([A-Z]\w+):/m.exec(customer.slice(customer.indexOf('types:')))?.[1] ?? expect.fail('no type');
    const shown = await project.varve(['evolve', name, '--dry-run', '--color', 'always']);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toContain('\u001b[32m+');
    expect(project.read('schemas/customer.yaml')).toBe(customer);
    expect((await project.varve(['evolve', name])).exitCode).toBe(0);
    expect(project.read('schemas/order.yaml')).toContain(`crm.${name}@1`);
    expect((await project.varve(['check'])).exitCode).toBe(0);
  });

  test('refuses what it does not know, in one line, and writes nothing', async () => {
    const project = createProject(files);
    const before = project.tree();
    const { exitCode, stderr } = await project.varve(['evolve', 'OrderPlaed']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean OrderPlaced?');
    expect(project.tree()).toEqual(before);
  });

  test('says how it is called', async () => {
    const { exitCode, stdout } = await createProject().varve(['evolve', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('varve evolve ordering.Money');
  });
});
