/** Names Windows keeps for devices, in any case and with any ending. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i;

/** Whether a file or folder of this name cannot be made, or is something else, on Windows. */
export function isDeviceName(segment: string): boolean {
  return deviceName.test(segment.normalize('NFC').trimEnd());
}

/**
 * Two paths with the same key are the same file on some disk: compared without case, as macOS and Windows do, and in one
 * Unicode normal form. `Straße` and `STRASSE` have the same key.
 */
export function pathCollisionKey(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
