/** Walks a JPEG's segments up to its size. */

export interface JpegSize {
  readonly width: number;
  readonly height: number;
}

/** Baseline, extended and progressive frames: what browsers decode. Others (lossless ones hold a RAW's sensor data) are none. */
const frames: readonly number[] = [0xc0, 0xc1, 0xc2];
/** All that may stand between the start and the frame: tables, restart interval, application data, comments. */
const isTable = (marker: number) =>
  marker === 0xc4 || marker === 0xdb || marker === 0xdd || marker >= 0xe0;

/** The size, as stored, of a JPEG that starts at `start`; null where none does, or its size lies beyond the bytes. */
export function jpegSize(bytes: Uint8Array, start: number): JpegSize | null {
  const u16 = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (u16(start) !== 0xffd8) return null;
  let at = start + 2;
  while (at + 8 < bytes.length) {
    // Some writers leave rubbish between segments; decoders skip it, as long as it is short.
    const found = bytes.indexOf(0xff, at);
    if (found < 0 || found - at > maxRubbish) return null;
    at = found;
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1] ?? 0;
    if (frames.includes(marker)) return sizeIn(u16(at + 7), u16(at + 5));
    if (!isTable(marker)) return null;
    at += 2 + u16(at + 2);
  }
  return null;
}

const maxRubbish = 16;

const sizeIn = (width: number, height: number) =>
  width > 0 && height > 0 ? { width, height } : null;
