/** One photo, large, with its places in every ranking; arrow keys walk the ranking it was opened from. */
import { X } from "lucide-react";
import type { Dispatch } from "react";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Action } from "./reduce";
import { t } from "./language";
import { LargePhoto } from "./LargePhoto";
import { MetadataList } from "./MetadataList";
import { PlacesList } from "./PlacesList";
import { useDialog } from "./use-dialog";
import type { Ask } from "./use-engine";
import { WalkButtons } from "./WalkButtons";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  readonly edition: number;
  /** The ranking that is walked. */
  readonly ranking: Ranking;
  readonly rankings: readonly Ranking[];
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function Lightbox({
  engine,
  photo,
  edition,
  ranking,
  rankings,
  models,
  dispatch,
}: Props) {
  const dialog = useDialog();
  const at = ranking.ranked.indexOf(photo);
  const go = (to: RankedPhoto | undefined) => {
    if (to) dispatch({ kind: "opened", model: ranking.model, key: to.key });
  };
  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={photo.path}
      onClose={() => {
        dispatch({ kind: "closed" });
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") go(ranking.ranked[at - 1]);
        if (event.key === "ArrowRight") go(ranking.ranked[at + 1]);
      }}
    >
      <div className="lightbox-frame">
        <LargePhoto
          key={photo.key}
          engine={engine}
          photo={photo}
          edition={edition}
        />
        <div className="lightbox-words">
          {/* First, so that it holds the focus when the dialog opens. */}
          <button
            type="button"
            className="close"
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden /> {t("Close")}
          </button>
          <h2>{photo.path.split("/").at(-1)}</h2>
          <p className="fine path">{photo.path}</p>
          <MetadataList photo={photo} />
          <PlacesList photo={photo} rankings={rankings} models={models} />
          <WalkButtons
            at={at}
            count={ranking.ranked.length}
            onGo={(to) => {
              go(ranking.ranked[to]);
            }}
          />
        </div>
      </div>
    </dialog>
  );
}
