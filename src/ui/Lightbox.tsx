/** One photo, large, with its places in every ranking; arrow keys walk the ranking it was opened from. */
import { X } from "lucide-react";
import type { Dispatch } from "react";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Query } from "../query";
import type { Action } from "./reduce";
import { HeatMaps } from "./HeatMaps";
import { t } from "./language";
import { LikeButtons } from "./LikeButtons";
import { copyText } from "./copy";
import { CopyButton } from "./CopyButton";
import { LargePhoto } from "./LargePhoto";
import { MetadataList } from "./MetadataList";
import { PlacesList } from "./PlacesList";
import { closeBeside, useDialog } from "./use-dialog";
import type { Ask } from "./use-engine";
import { useWalk } from "./use-opened";
import { useZoom, zoomByKey } from "./use-zoom";
import { WalkButtons } from "./WalkButtons";
import { WhyThisPhoto } from "./WhyThisPhoto";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  readonly edition: number;
  readonly search: number;
  /** The one that was ranked. */
  readonly query: Query;
  /** The ranking that is walked. */
  readonly ranking: Ranking;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function Lightbox({
  engine,
  photo,
  edition,
  search,
  query,
  ranking,
  models,
  dispatch,
}: Props) {
  const dialog = useDialog();
  const walk = useWalk(engine, search, ranking, photo.place, dispatch);
  const zoom = useZoom(photo.key);
  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={photo.path}
      onClose={() => {
        dispatch({ kind: "closed" });
      }}
      onClick={closeBeside}
      onKeyDown={(event) => {
        if (zoomByKey(zoom, event.key)) event.preventDefault();
        else if (event.key === "ArrowLeft") walk(-1);
        else if (event.key === "ArrowRight") walk(1);
      }}
    >
      {/* The ways out and on come first, wherever they stand: they hold the focus when the dialog opens. */}
      <div className="lightbox-frame">
        <div className="lightbox-head">
          <button
            type="button"
            className="close"
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden /> {t("Close")}
          </button>
          <WalkButtons
            rank={photo.place}
            count={ranking.length}
            onWalk={walk}
          />
        </div>
        <LargePhoto
          key={photo.key}
          engine={engine}
          photo={photo}
          edition={edition}
          zoom={zoom}
        />
        <div className="lightbox-words">
          <h2>{photo.path.split("/").at(-1)}</h2>
          <p className="fine path">{photo.path}</p>
          <div className="actions">
            <CopyButton
              key={photo.key}
              label={t("Copy the path")}
              copy={() => copyText(photo.path)}
            />
          </div>
          <MetadataList photo={photo} />
          <PlacesList photo={photo} models={models} />
          <LikeButtons photo={photo} dispatch={dispatch} />
          <WhyThisPhoto
            engine={engine}
            photo={photo}
            query={query}
            models={models}
          />
          <HeatMaps
            engine={engine}
            photo={photo}
            query={query}
            models={models}
          />
        </div>
      </div>
    </dialog>
  );
}
