/** Which photos are ranked at all, in which order, and where matches end. */
import { useEffect, useState, type Dispatch } from "react";
import type { Facets } from "../engine/messages";
import {
  mostStrictness,
  strictnessOf,
  type PhotoFilter,
  type Query,
} from "../query";
import { DateFields } from "./DateFields";
import { t } from "./language";
import { NearFields } from "./NearFields";
import { PickField } from "./PickField";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";
import { strictnessWords } from "./words";

interface Props {
  readonly engine: Ask;
  readonly query: Query;
  /** Asks for the facets anew when it changes. */
  readonly photos: number;
  readonly dispatch: Dispatch<Action>;
}

export function FilterPanel({ engine, query, photos, dispatch }: Props) {
  const facets = useFacets(engine, photos);
  const { filter, order } = query;
  const refine = (change: (now: Query) => Query) => {
    dispatch({ kind: "refined", refine: change });
  };
  const set = (change: PhotoFilter) => {
    refine((now) => ({ ...now, filter: changed(now.filter, change) }));
  };
  const strictness = strictnessOf(query, photos);
  return (
    <div className="filters" role="group" aria-label={t("Filters")}>
      <DateFields filter={filter} facets={facets} onChange={set} />
      <PickField
        label={t("Shape")}
        value={filter.shape ?? ""}
        options={[
          { value: "landscape", name: t("landscape") },
          { value: "portrait", name: t("portrait") },
          { value: "square", name: t("square") },
        ]}
        onPick={(shape) => {
          set({ shape: shape as NonNullable<PhotoFilter["shape"]> });
        }}
      />
      <PickField
        label={t("Camera")}
        value={filter.camera ?? ""}
        options={named(facets?.cameras ?? [])}
        onPick={(camera) => {
          set({ camera });
        }}
      />
      <PickField
        label={t("File type")}
        value={filter.type ?? ""}
        options={named(facets?.types ?? [])}
        onPick={(type) => {
          set({ type });
        }}
      />
      <PickField
        label={t("Folder")}
        value={filter.within ?? ""}
        options={(facets?.within ?? []).map(({ begins, name }) => ({
          value: begins,
          name,
        }))}
        onPick={(within) => {
          set({ within });
        }}
      />
      <NearFields
        near={filter.near}
        onChange={(near) => {
          refine((now) => ({
            ...now,
            filter: changed(now.filter, near ? { near } : { near: "" }),
          }));
        }}
      />
      <PickField
        label={t("Order of matches")}
        value={order === "score" ? "" : order}
        none={t("best first")}
        options={[
          { value: "newest", name: t("newest first") },
          { value: "oldest", name: t("oldest first") },
        ]}
        onPick={(picked) => {
          refine((now) => ({
            ...now,
            order: picked === "" ? "score" : (picked as Query["order"]),
          }));
        }}
      />
      <label className="field strictness">
        <span>{t("Cut-off")}</span>
        <input
          type="range"
          min={0}
          max={mostStrictness}
          step={0.25}
          value={strictness}
          aria-valuetext={strictnessWords(strictness)}
          onChange={({ currentTarget: { valueAsNumber } }) => {
            refine((now) => ({ ...now, strictness: valueAsNumber }));
          }}
        />
        <output>{strictnessWords(strictness)}</output>
      </label>
    </div>
  );
}

const named = (values: readonly string[]) =>
  values.map((value) => ({ value, name: value }));

/** What is changed to nothing is not asked any more. */
function changed(
  filter: PhotoFilter,
  change: Partial<Record<keyof PhotoFilter, unknown>>,
): PhotoFilter {
  const entries = Object.entries({ ...filter, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

function useFacets(engine: Ask, photos: number): Facets | null {
  const [facets, setFacets] = useState<Facets | null>(null);
  useEffect(() => {
    let wanted = true;
    engine.request("facets", {}).then(
      (found) => {
        if (wanted) setFacets(found);
      },
      () => {
        // Without them the lists stay empty; the search says what is wrong.
      },
    );
    return () => {
      wanted = false;
    };
  }, [engine, photos]);
  return facets;
}
