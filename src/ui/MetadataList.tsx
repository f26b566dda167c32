/** When and where a photo was taken, with what, and its size: as far as the camera wrote it. */
import type { RankedPhoto } from "../photo";
import { placeWords, takenWords } from "./metadata-words";
import { number } from "./words";

export function MetadataList({ photo }: { readonly photo: RankedPhoto }) {
  const { takenAt, takenFrom, camera, place } = photo.metadata;
  const rows = [
    [
      takenFrom === "file" ? "File dated" : "Taken",
      takenAt && takenWords(takenAt),
    ],
    ["Camera", camera],
    ["Place", place && placeWords(place)],
    ["Size", `${number(photo.width)} × ${number(photo.height)} pixels`],
  ].filter(([, value]) => value);
  return (
    <dl className="metadata-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
