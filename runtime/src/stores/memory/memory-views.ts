import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { ViewMissingError } from '../../errors/view-errors.js';
import type { CheckedQuery } from '../../store/check-view-query.js';
import type { CheckedChange, CheckedPlace } from '../../store/check-view-rows.js';
import { isSameShape, judgeOpening } from '../../store/judge-view.js';
import type { ViewGeneration, ViewRow, ViewShape } from '../../store/view.js';
import { columnsOf } from '../../store/view-columns.js';
import { selectRows } from '../../store/select-rows.js';
import { compareCodePoints, placeText } from '../../store/view-order.js';
import { createStagedMap, type StagedMap } from './staged-map.js';

interface KeptRow {
  readonly tenant: string;
  readonly row: ViewRow;
}

interface KeptView extends ViewGeneration {
  readonly rows: StagedMap<string, KeptRow>;
}

type Sight = 'committed' | 'staged';

/** Views with their rows. Writes are staged, as in all tables here. */
export class MemoryViews {
  /** Generations by the view's name, in the order in which they were opened. */
  readonly #views = createStagedMap<string, readonly KeptView[]>();
  readonly #touched = new Set<StagedMap<string, KeptRow>>();

  find(name: string, sight: Sight): readonly ViewGeneration[] {
    const found = this.#all(name, sight).map(({ hash, state, shape }) => ({ name, hash, state, shape }));
    return found.sort((a, b) => Number(b.state === 'serving') - Number(a.state === 'serving'));
  }

  /** Of all views, by name. */
  all(): readonly ViewGeneration[] {
    const names = [...this.#views.entries()].map(([name]) => name).sort(compareCodePoints);
    return names.flatMap((name) => this.find(name, 'committed'));
  }

  rowsAt(view: ViewShape, places: readonly CheckedPlace[], sight: Sight): readonly (ViewRow | undefined)[] {
    const columns = columnsOf(view);
    const { rows } = this.#generation(view, sight);
    const look = sight === 'staged' ? rows.get : rows.committed;
    return places.map((place) => look(placeText(columns.all, place))?.row);
  }

  query(view: ViewShape, query: CheckedQuery, tenant: string): readonly ViewRow[] {
    const { rows } = this.#generation(view, 'committed');
    const own = [...rows.entries()].flatMap(([, kept]) => (kept.tenant === tenant ? [kept.row] : []));
    return selectRows(columnsOf(view), own, query);
  }

  open(view: ViewShape): ViewGeneration {
    const { name, hash } = view;
    const standing = this.#all(name, 'staged');
    const others = [...this.#views.entries()].flatMap(([other, kept]) => (kept.length > 0 ? [other] : []));
    const known = judgeOpening(view, standing, others);
    if (known !== undefined) return { name, hash, state: known.state, shape: known.shape };
    const rows = createStagedMap<string, KeptRow>();
    this.#views.set(name, [...standing, { name, hash, state: 'building', shape: view, rows }]);
    return { name, hash, state: 'building', shape: view };
  }

  write(view: ViewShape, changes: readonly CheckedChange[]): void {
    const columns = columnsOf(view);
    const { rows } = this.#generation(view, 'staged');
    this.#touched.add(rows);
    for (const { tenant, key, row } of changes) {
      const place = placeText(columns.all, { tenant, key });
      if (row === undefined) rows.delete(place);
      else rows.set(place, { tenant, row: Object.freeze(row) });
    }
  }

  serve(view: ViewShape): void {
    const { name, hash } = this.#generation(view, 'staged');
    const standing = this.#all(name, 'staged');
    this.#views.set(
      name,
      standing.map((kept) => ({ ...kept, state: kept.hash === hash ? 'serving' : 'building' })),
    );
  }

  drop(name: string, hash: string): void {
    const standing = this.#all(name, 'staged');
    if (standing.some((kept) => kept.hash === hash && kept.state === 'serving')) {
      throw new InvalidStoreArgumentError('hash', `is the generation of ${name} that serves`);
    }
    this.#views.set(
      name,
      standing.filter((kept) => kept.hash !== hash),
    );
  }

  commit(): void {
    this.#views.commit();
    for (const rows of this.#touched) rows.commit();
    this.#touched.clear();
  }

  rollback(): void {
    this.#views.rollback();
    for (const rows of this.#touched) rows.rollback();
    this.#touched.clear();
  }

  #all(name: string, sight: Sight): readonly KeptView[] {
    return (sight === 'staged' ? this.#views.get(name) : this.#views.committed(name)) ?? [];
  }

  #generation(view: ViewShape, sight: Sight): KeptView {
    const { name, hash } = view;
    const kept = this.#all(name, sight).find((one) => one.hash === hash);
    if (kept === undefined || !isSameShape(kept.shape, view)) throw new ViewMissingError(name, hash);
    return kept;
  }
}
