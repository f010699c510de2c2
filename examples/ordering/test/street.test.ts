import { describe, expect, test } from 'vitest';
import { joinStreet, splitStreet } from '../src/ordering/street.js';

describe('streets and the numbers of houses', () => {
  test.each([
    ['Harbour Lane 3', 'Harbour Lane', '3'],
    ['Mill Road 9a', 'Mill Road', '9a'],
    ['Mill Road 9 a', 'Mill Road', '9 a'],
    ['Unter den Linden 5-7', 'Unter den Linden', '5-7'],
    ['Quai des Bergues 12/2', 'Quai des Bergues', '12/2'],
    ['Straße des 17. Juni 135', 'Straße des 17. Juni', '135'],
    ['Østerbrogade 44', 'Østerbrogade', '44'],
  ])('%s', (written, street, houseNumber) => {
    expect(splitStreet(written)).toEqual({ street, houseNumber });
    expect(joinStreet({ street, houseNumber })).toBe(written);
  });

  test.each(['Schloss Sanssouci', 'Straße des 17. Juni', '12 High Street', '17', '', 'Harbour Lane'])(
    '%s stays as it is',
    (street) => {
      expect(splitStreet(street)).toEqual({ street, houseNumber: undefined });
      expect(joinStreet({ street, houseNumber: undefined })).toBe(street);
    },
  );

  test('what ends in blanks, or is long, takes no time', () => {
    expect(splitStreet('Harbour Lane 3  ')).toEqual({ street: 'Harbour Lane', houseNumber: '3' });
    const long = `${'a '.repeat(20_000)}x`;
    expect(splitStreet(long).street).toBe(long);
  });
});
