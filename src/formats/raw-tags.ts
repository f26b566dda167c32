/** Where a RAW file keeps its Exif: mostly a TIFF under another name, which the metadata reader does not know. */
import { readTags, type PhotoTags } from "../photo-metadata";
import type { PhotoSource } from "../photo-source";
import { isRaw } from "./raw";

/** Exif of any photo. */
export function tagsOf({ path, head }: PhotoSource): PhotoTags {
  return readTags(isRaw(path) ? exifIn(head) : head.buffer);
}

function exifIn(raw: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const start = latin1(raw.subarray(0, 16));
  // Fujifilm: a JPEG with all the Exif, at an offset that the header tells.
  if (start.startsWith("FUJIFILM"))
    return raw.slice(new DataView(raw.buffer).getUint32(84)).buffer;
  // Canon's CR3 is an MP4; CMT1 is a TIFF of camera, orientation and date.
  if (start.slice(4, 11) === "ftypcrx") {
    const at = latin1(raw.subarray(0, 2 ** 16)).indexOf("CMT1");
    return at < 0 ? raw.buffer : raw.slice(at + 4, at + 2 ** 16).buffer;
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
