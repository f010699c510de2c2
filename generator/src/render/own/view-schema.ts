/** What a template may do with a field: print it, ask for it, or repeat over it. */
export type FieldSchema = 'text' | 'condition' | readonly [ViewSchema];

/** Fields of a view, or of one item of a list in it. */
export interface ViewSchema {
  readonly [field: string]: FieldSchema;
}

/** The schema that belongs to a view type, so that the compiler holds tables of schemas to what `plan` makes. */
export type SchemaOf<View> = View extends string
  ? 'text'
  : View extends boolean
    ? 'condition'
    : View extends readonly (infer Item)[]
      ? readonly [SchemaOf<Item>]
      : { readonly [Field in keyof View]: SchemaOf<View[Field]> };
