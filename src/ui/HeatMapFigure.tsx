/** A photo under the heat of its parts: the more a part raises the score, the redder. */
import type { HeatMap } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import type { Ask } from "./use-engine";
import { useThumbnail } from "./use-thumbnail";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  readonly map: HeatMap;
  readonly title: string;
}

export function HeatMapFigure({ engine, photo, map, title }: Props) {
  const picture = useThumbnail(engine.thumbnails, photo);
  const { width, height } = photo;
  const shown = map.seen === "whole" ? { width, height } : centreOf(photo);
  const [left, top] = [(width - shown.width) / 2, (height - shown.height) / 2];
  const cell = {
    width: shown.width / map.side,
    height: shown.height / map.side,
  };
  const most = Math.max(1e-6, ...map.drops);
  return (
    <figure className="heat" data-heat={map.model}>
      <div style={{ aspectRatio: `${width} / ${height}` }}>
        {picture.phase === "shown" && <img src={picture.url} alt="" />}
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t("Where on the photo {{model}}’s score comes from", {
            model: title,
          })}
        >
          {map.drops.map((drop, i) => (
            <rect
              key={i}
              data-drop={drop.toFixed(6)}
              x={left + (i % map.side) * cell.width}
              y={top + Math.floor(i / map.side) * cell.height}
              {...cell}
              opacity={Math.max(0, drop / most) * 0.75}
            />
          ))}
        </svg>
      </div>
      <figcaption>{title}</figcaption>
    </figure>
  );
}

/** What is left of a photo that is cropped to a square. */
const centreOf = ({ width, height }: RankedPhoto) => {
  const side = Math.min(width, height);
  return { width: side, height: side };
};
