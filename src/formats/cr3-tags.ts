/** Canon's CR3 is an MP4 that keeps its Exif in boxes, each a TIFF of one directory. */
import { readTags, type PhotoTags } from "../photo-metadata";

/** Where a whole Exif block names the directories that a CR3 keeps apart. */
const [exifPointer, gpsPointer] = [0x8769, 0x8825];
/** The boxes come before previews and sensor data, whatever a camera notes for itself between them. */
const boxesBytes = 2 ** 18;

export const isCr3 = (start: string) => start.slice(4, 11) === "ftypcrx";

/** CMT1 knows camera, orientation and date; CMT2 the moment and its offset from UTC; CMT4 the place. */
export function readCr3Tags(raw: Uint8Array<ArrayBuffer>): PhotoTags {
  const { metadata, ...rest } = readTags(boxIn(raw, "CMT1").buffer);
  const exif = readTags(linked(boxIn(raw, "CMT2"), exifPointer));
  const gps = readTags(linked(boxIn(raw, "CMT4"), gpsPointer));
  return {
    ...rest,
    metadata: { ...metadata, ...exif.metadata, ...gps.metadata },
  };
}

/** What a box holds: its length, with that of its head, stands before its name. Empty where there is none. */
function boxIn(
  raw: Uint8Array<ArrayBuffer>,
  name: string,
): Uint8Array<ArrayBuffer> {
  const head = new TextDecoder("latin1").decode(raw.subarray(0, boxesBytes));
  const at = head.indexOf(name);
  if (at < 4) return new Uint8Array();
  const length = new DataView(raw.buffer, raw.byteOffset).getUint32(at - 4);
  return raw.slice(at + 4, at - 4 + length);
}

/** The same TIFF with a first directory that does nothing but name the one that was the first. */
function linked(tiff: Uint8Array, pointer: number): ArrayBuffer {
  const bytes = new Uint8Array(tiff.length + 18);
  bytes.set(tiff);
  const view = new DataView(bytes.buffer);
  const little = tiff[0] === 0x49;
  const [at, long] = [tiff.length, 4];
  view.setUint16(at, 1, little);
  view.setUint16(at + 2, pointer, little);
  view.setUint16(at + 4, long, little);
  view.setUint32(at + 6, 1, little);
  view.setUint32(at + 10, view.getUint32(4, little), little);
  view.setUint32(4, at, little);
  return bytes.buffer;
}
