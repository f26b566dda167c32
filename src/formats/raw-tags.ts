/** Where a RAW file keeps its Exif: mostly a TIFF under another name, which the metadata reader does not know. */
import { readTags, type PhotoTags } from "../photo-metadata";
import type { PhotoSource } from "../photo-source";
import { isCr3, readCr3Tags } from "./cr3-tags";
import { isRaw } from "./raw";

/** Exif of any photo; of a RAW file that is cut short perhaps none. */
export function tagsOf({ path, head }: PhotoSource): PhotoTags {
  if (!isRaw(path)) return readTags(head.buffer);
  const start = latin1(head.subarray(0, 16));
  return isCr3(start) ? readCr3Tags(head) : readTags(exifIn(head, start));
}

/** Up to the end of the offset. */
const fujifilmHeaderBytes = 88;

function exifIn(raw: Uint8Array<ArrayBuffer>, start: string): ArrayBuffer {
  // Fujifilm: a JPEG with all the Exif, at an offset that the header tells.
  if (start.startsWith("FUJIFILM")) {
    if (raw.length < fujifilmHeaderBytes) return new ArrayBuffer();
    return raw.slice(new DataView(raw.buffer).getUint32(84)).buffer;
  }
  // Olympus and Panasonic write their own number where TIFF has 42.
  if (/^II(R[OS]|U\0)/.test(start)) {
    const tiff = raw.slice();
    tiff.set([42, 0], 2);
    return tiff.buffer;
  }
  return raw.buffer;
}

const latin1 = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);
