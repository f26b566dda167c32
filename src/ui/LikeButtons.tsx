/** Refines the query by a photo of its own results. */
import { MapPin, ThumbsDown, ThumbsUp } from "lucide-react";
import type { Dispatch } from "react";
import type { RankedPhoto } from "../photo";
import { firstWeight, withPart } from "../query";
import { t } from "./language";
import type { Action } from "./reduce";

interface Props {
  readonly photo: RankedPhoto;
  readonly dispatch: Dispatch<Action>;
}

/** As far as one walks in a day. */
const nearKm = 10;

export function LikeButtons({
  photo: { key, path, metadata },
  dispatch,
}: Props) {
  const { place } = metadata;
  const refine = (weight: number) => {
    const name = path.split("/").at(-1) ?? path;
    dispatch({
      kind: "refined",
      refine: (query) => withPart(query, { kind: "photo", key, name, weight }),
    });
  };
  return (
    <div className="actions">
      <button
        type="button"
        onClick={() => {
          refine(firstWeight.like);
        }}
      >
        <ThumbsUp aria-hidden /> {t("More like this")}
      </button>
      <button
        type="button"
        onClick={() => {
          refine(firstWeight.unlike);
        }}
      >
        <ThumbsDown aria-hidden /> {t("Not like this")}
      </button>
      {place && (
        <button
          type="button"
          onClick={() => {
            dispatch({
              kind: "refined",
              refine: ({ filter, ...query }) => ({
                ...query,
                filter: { ...filter, near: { ...place, km: nearKm } },
              }),
            });
          }}
        >
          <MapPin aria-hidden /> {t("Photos near here")}
        </button>
      )}
    </div>
  );
}
