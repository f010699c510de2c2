/** How a writing function knows whose rows are meant: those of the first layout knew of no tenants. */
export interface FunctionScope {
  readonly suffix: 'v1' | 'v2';
  /** The first parameter, with its comma. */
  readonly parameter: string;
  /** That rows of the table with this alias are the tenant's, with its AND. */
  own(alias: string): string;
  /** The column of a list, and its value, with their commas. */
  readonly column: string;
  readonly value: string;
  /** Tells the policies of the tables whose transaction this is. */
  readonly announce: string;
}

export const withoutTenants: FunctionScope = {
  suffix: 'v1',
  parameter: '',
  own: () => '',
  column: '',
  value: '',
  announce: '',
};

export const withTenants: FunctionScope = {
  suffix: 'v2',
  parameter: 'its_tenant text, ',
  own: (alias) => `${alias}.tenant = its_tenant AND `,
  column: 'tenant, ',
  value: 'its_tenant, ',
  announce: `
      IF its_tenant <> '' THEN
        PERFORM set_config('varve.tenant', its_tenant, true);
      END IF;`,
};
