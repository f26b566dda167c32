/** Photos with a date, a camera and a place. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exifJpeg } from "../src/fixtures/exif-jpeg";
import { somePhotos } from "./fixtures";

const model = 0x0110;
const taken = 0x9003;

/** A photo with a date, a camera and a place of its own. */
function withExif(
  photo: string,
  day: string,
  camera: string,
  [latitude, longitude]: readonly [number, number],
): Buffer {
  const bytes = readFileSync(photo);
  const exif = Buffer.from(
    exifJpeg(
      [
        [model, camera],
        [taken, `${day.replaceAll("-", ":")} 12:00:00`],
      ],
      [
        [1, "N"],
        [2, [latitude, 0, 0]],
        [3, "E"],
        [4, [longitude, 0, 0]],
      ],
    ),
  ).subarray(2, -2);
  return Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2)]);
}

const amsterdam = [52.37, 4.89] as const;
const lisbon = [38.72, 9.14] as const;

/** Twelve photos: one a year, the odd ones by another camera, in another place and folder. */
export function datedFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "tulip-photos-")), "dated");
  somePhotos(12).forEach((photo, i) => {
    const odd = i % 2 === 1;
    const path = join(folder, odd ? "south" : "north", `${2010 + i}.jpg`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      withExif(
        photo,
        `${2010 + i}-06-01`,
        odd ? "Pixel 9" : "EOS R5",
        odd ? lisbon : amsterdam,
      ),
    );
  });
  return folder;
}
