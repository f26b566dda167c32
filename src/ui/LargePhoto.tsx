/** The photo itself, or its thumbnail and why, where its folder can't be read. */
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import type { Ask } from "./use-engine";
import { useThumbnail } from "./use-thumbnail";
import { useWholePhoto } from "./use-whole-photo";

export function LargePhoto({
  engine,
  photo,
  edition,
}: {
  engine: Ask;
  photo: RankedPhoto;
  edition: number;
}) {
  const whole = useWholePhoto(engine, photo.key, edition);
  const small = useThumbnail(engine.thumbnails, photo);
  const url =
    whole.phase === "shown"
      ? whole.url
      : small.phase === "shown"
        ? small.url
        : null;
  return (
    <figure className="large-photo">
      {url === null ? (
        <div style={{ aspectRatio: `${photo.width} / ${photo.height}` }} />
      ) : (
        <img
          src={url}
          alt={photo.path.split("/").at(-1)}
          width={photo.width}
          height={photo.height}
        />
      )}
      {whole.phase === "missing" && (
        <figcaption>
          {small.phase === "missing"
            ? t(
                "Neither the photo nor its thumbnail can be read now. Reconnect its folder to see it.",
              )
            : t(
                "Its folder can’t be read now, so this is the small thumbnail. Reconnect the folder to see the photo itself.",
              )}
        </figcaption>
      )}
    </figure>
  );
}
