/** Streets as people wrote them until houses had a field of their own: `Harbour Lane 3`. */
export interface StreetAndNumber {
  readonly street: string;
  readonly houseNumber: string | undefined;
}

/** A last word that begins with a digit is the number; `Straße des 17. Juni` has none. */
const numbered = /^(?<street>.*\S)\s+(?<houseNumber>\d[\p{L}\d/-]*(?:\s\p{L})?)\s*$/u;

export function splitStreet(written: string): StreetAndNumber {
  const { street = written, houseNumber } = numbered.exec(written)?.groups ?? {};
  return { street, houseNumber };
}

export function joinStreet({ street, houseNumber }: StreetAndNumber): string {
  return houseNumber === undefined ? street : `${street} ${houseNumber}`;
}
