/** Which photos are ranked at all, in which order, and where matches end. */
import type { Dispatch } from "react";
import type { PhotoFilter, Query } from "../query";
import { DateFields } from "./DateFields";
import { t } from "./language";
import { NearFields } from "./NearFields";
import { OrderFields } from "./OrderFields";
import { PickField } from "./PickField";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";
import { useFacets } from "./use-facets";

interface Props {
  readonly engine: Ask;
  readonly query: Query;
  /** Asks for the facets anew when it changes. */
  readonly photos: number;
  readonly dispatch: Dispatch<Action>;
}

export function FilterPanel({ engine, query, photos, dispatch }: Props) {
  const facets = useFacets(engine, photos);
  const { filter } = query;
  const refine = (change: (now: Query) => Query) => {
    dispatch({ kind: "refined", refine: change });
  };
  const set = (change: PhotoFilter) => {
    refine((now) => ({ ...now, filter: changed(now.filter, change) }));
  };
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
      <OrderFields query={query} photos={photos} onRefine={refine} />
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
