/** The photo itself, zoomed and moved in its frame; or its thumbnail and why, where its folder can't be read. */
import { useRef } from "react";
import type { RankedPhoto } from "../photo";
import { copyPicture } from "./copy";
import { CopyButton } from "./CopyButton";
import { t } from "./language";
import type { Ask } from "./use-engine";
import { useThumbnail } from "./use-thumbnail";
import { useWholePhoto } from "./use-whole-photo";
import type { Zoom } from "./use-zoom";
import { ZoomButtons } from "./ZoomButtons";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  readonly edition: number;
  readonly zoom: Zoom;
}

export function LargePhoto({ engine, photo, edition, zoom }: Props) {
  const picture = useRef<HTMLImageElement>(null);
  const whole = useWholePhoto(engine, photo.key, edition);
  const small = useThumbnail(engine.thumbnails, photo);
  const url =
    whole.phase === "shown"
      ? whole.url
      : small.phase === "shown"
        ? small.url
        : null;
  const { setFrame, handlers, view } = zoom;
  const { scale, x, y } = view;
  const moved = `translate(${String(x)}px, ${String(y)}px) scale(${String(scale)})`;
  return (
    <figure className="large-photo">
      <div
        className="zoom-frame"
        ref={setFrame}
        data-scale={scale.toFixed(2)}
        {...handlers}
      >
        {url !== null && (
          <img
            ref={picture}
            src={url}
            alt={photo.path.split("/").at(-1)}
            width={photo.width}
            height={photo.height}
            draggable={false}
            style={{ transform: moved }}
          />
        )}
      </div>
      <div className="photo-tools">
        <ZoomButtons zoom={zoom} />
        <CopyButton
          label={t("Copy the picture")}
          copy={() => copyPicture(picture.current)}
        />
      </div>
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
