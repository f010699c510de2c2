/** What something else than the project as it stands promises: another folder, another revision, a lock file. */
import { bindDomain } from '../bind/bind-domain.js';
import { createLifted } from '../check/compat/lifted-between.js';
import type { LiftedBetween } from '../check/compat/run-compat.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import { evolveDomain } from '../evolve/evolve-domain.js';
import type { Host } from '../host/host.js';
import { domainShapesOf } from '../lock/domain-shapes-of.js';
import { parseLock } from '../lock/parse-lock.js';
import { promisedShapes } from '../lock/promised-shapes.js';
import type { DomainShapes } from '../model/domain-shapes.js';
import type { Assets } from '../assets.js';
import { createCompileMemory } from './compile-memory.js';
import { readReleased, stepsOf } from './judge-releases.js';
import { readSchemas, standardDocuments } from './read-schemas.js';
import { readSources } from './read-sources.js';
import { during } from './stage-error.js';

/** One side of a comparison. */
export interface Side {
  readonly shapes: DomainShapes;
  /** Only what its lock holds, where it has one: drafts promise nothing. */
  readonly promised: DomainShapes;
  /** What its steps lift, when it is the newer side. */
  readonly lifted: LiftedBetween;
  readonly stepTo: ReturnType<typeof stepsOf>;
}

export interface SideOptions {
  /** What people call it. */
  readonly origin: string;
  readonly config: GeneratorConfig;
  readonly assets: Assets;
}

/** Schemas through the very same stages as those of the project. */
export async function readSide(host: Host, { origin, config, assets }: SideOptions): Promise<StageResult<Side>> {
  const memory = createCompileMemory();
  const sources = await readSources(host, config);
  const schemas = await readSchemas(sources, memory);
  if (!schemas.ok) return schemas;
  const bound = during('bind', undefined, () =>
    bindDomain(schemas.value, { config, standard: standardDocuments(assets, memory) }),
  );
  if (!bound.ok) return bound;
  const lock = readReleased(sources.lock);
  if (!lock.ok) return lock;
  const model = bound.value;
  const evolved = during('evolve', undefined, () =>
    evolveDomain(model, { writeAs: config.writeAs, file: config.file }),
  );
  const shapes = during('lock', undefined, () => domainShapesOf(model, origin));
  return finish({
    shapes,
    promised: lock.value === undefined ? shapes : promisedShapes(shapes, lock.value),
    lifted: evolved.ok ? createLifted(model, evolved.value) : asReleased,
    stepTo: stepsOf(model),
  });
}

/** What a lock file alone says. */
export function readLockSide(file: SourceFile): StageResult<Side> {
  const parsed = during('lock', file.path, () => parseLock(file));
  if (!parsed.ok) return parsed;
  return finish({ shapes: parsed.value, promised: parsed.value, lifted: asReleased, stepTo: () => undefined });
}

/** A release needs every step upwards; of those downwards a lock knows nothing. */
const asReleased: LiftedBetween = () => ({ up: true, down: false });
