/** Dates and places: from the photo, else from Google Takeout's file beside it, else the file's own time, marked as such. */
import { copyFileSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, somePhotos, test } from "./fixtures";
import { python } from "./pillow";
import { storedPhotos } from "./stored";

/** Pillow writes the metadata: Exif with an offset, in two containers, and XMP alone. */
const writeDated = `
import sys
from PIL import Image
picture = Image.open(sys.argv[1]).convert("RGB")
exif = Image.Exif()
exif[0x010F], exif[0x0110] = "Canon", "Canon EOS R5"
exif.get_ifd(0x8769).update({0x9003: "2021:05:12 14:03:22", 0x9011: "+02:00"})
exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 12.0), 3: "E", 4: (4.0, 53.0, 24.0)})
for name in ("exif.jpg", "exif.avif", "exif.webp", "exif.png"):
    picture.save(f"{sys.argv[2]}/{name}", exif=exif)
xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="2018-02-03T04:05:06"/></rdf:RDF></x:xmpmeta>'
picture.save(f"{sys.argv[2]}/xmp.jpg", xmp=xmp)
`;

test("a photo's date and place come from the photo, else from Takeout's file, else its date from the disk", async ({
  app,
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tulip-dates-"));
  const [photo = ""] = somePhotos(1);
  python(["-c", writeDated, photo, folder]);
  const bare = "a(1).jpg";
  copyFileSync(photo, join(folder, bare));
  writeFileSync(
    join(folder, "a.jpg.supplemental-metadata(1).json"),
    JSON.stringify({
      photoTakenTime: { timestamp: "1555555555" },
      geoData: { latitude: -33.85, longitude: 151.21 },
    }),
  );
  const undated = join(folder, "undated.jpg");
  copyFileSync(photo, undated);
  const modified = new Date("2011-11-11T11:11:11Z");
  utimesSync(undated, modified, modified);
  await app.pick(folder);
  await app.ready();

  const stored = await storedPhotos(page);
  for (const name of ["exif.jpg", "exif.avif", "exif.webp", "exif.png"])
    expect(stored[name]?.metadata, name).toMatchObject({
      takenAt: "2021-05-12T14:03:22+02:00",
      takenFrom: "camera",
      camera: "Canon EOS R5",
      place: { latitude: expect.closeTo(52.37, 3) as unknown },
    });
  expect(stored["xmp.jpg"]?.metadata).toEqual({
    takenAt: "2018-02-03T04:05:06",
    takenFrom: "camera",
  });
  expect(stored[bare]?.metadata).toEqual({
    takenAt: "2019-04-18T02:45:55Z",
    takenFrom: "takeout",
    place: { latitude: -33.85, longitude: 151.21 },
  });
  const { takenAt, takenFrom } = stored["undated.jpg"]?.metadata ?? {};
  expect(takenFrom).toBe("file");
  expect(Date.parse(String(takenAt))).toBe(modified.getTime());
});
