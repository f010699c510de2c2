/**
 * What `merge` needs in order to add to a user-owned file that already stands: where the handlers live in it, which
 * members belong there, and the text and imports of each. The first version of such a file holds exactly these members.
 */
export interface ScaffoldPlan {
  readonly target: ScaffoldTarget;
  /** In the order in which they stand in a newly created file. */
  readonly members: readonly ScaffoldMember[];
}

/** Both ways to find the place are given, as users rename things: the declared name, and the generated type it meets. */
export type ScaffoldTarget =
  /** `export const <variable> = { decide: { … }, evolve: { … } } satisfies <type>;` */
  | { readonly kind: 'object'; readonly variable: string; readonly type: string }
  /** `export const <variable> = { OrderPlaced: { 2: { … } } } satisfies <type>;`, in which everything is planned. */
  | { readonly kind: 'functions'; readonly variable: string; readonly type: string }
  /** `export class <className> extends <type> { … }` */
  | {
      readonly kind: 'class';
      readonly className: string;
      readonly type: string;
      /** What else the class may override. */
      readonly inherited: readonly string[];
    };

export interface ScaffoldMember {
  /** Properties that lead from the object to the one that holds it; none for the object, or the class, itself. */
  readonly container: readonly string[];
  /** The property's name as JavaScript sees it, not quoted. */
  readonly name: string;
  /** Whole member with its comment: LF, not indented, no newline at the end; ends with a comma in objects. */
  readonly text: string;
  /** What `text` needs besides what the language has. Sorted. */
  readonly imports: readonly ScaffoldImport[];
}

export interface ScaffoldImport {
  /** Module specifier as written in the scaffold. */
  readonly from: string;
  readonly name: string;
  readonly typeOnly: boolean;
}
