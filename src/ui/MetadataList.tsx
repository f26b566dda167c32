/** When and where a photo was taken, with what, and its size: as far as the camera wrote it. */
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { placeWords, takenWords } from "./metadata-words";

export function MetadataList({ photo }: { readonly photo: RankedPhoto }) {
  const { takenAt, takenFrom, camera, place } = photo.metadata;
  const rows = [
    [
      takenFrom === "file" ? t("File dated") : t("Taken"),
      takenAt && takenWords(takenAt),
    ],
    [t("Camera"), camera],
    [t("Place"), place && placeWords(place)],
    [
      t("Size"),
      t("{{width}} × {{height}} pixels", {
        width: photo.width,
        height: photo.height,
      }),
    ],
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
