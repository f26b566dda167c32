/** How far each later model agrees with the first, and the photos that they place furthest apart. */
import { ArrowUpDown } from "lucide-react";
import { Fragment, useState, type Dispatch } from "react";
import type { ModelInfo, SearchResult } from "../engine/messages";
import { t } from "./language";
import { MoverCard } from "./MoverCard";
import type { Action } from "./reduce";
import { Unbroken } from "./Unbroken";
import type { Ask } from "./use-engine";
import { titleOf } from "./words";
import { agreementWords } from "./ranking-words";

interface Props {
  readonly engine: Ask;
  readonly result: SearchResult;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function Agreements({ engine, result, models, dispatch }: Props) {
  const [open, setOpen] = useState(false);
  const first = result.rankings[0]?.model ?? "";
  const told = result.agreements.filter(({ correlation }) =>
    Number.isFinite(correlation),
  );
  if (told.length === 0) return null;
  return (
    <section aria-label={t("How far the models agree")}>
      <div className="agreement">
        {told.map((agreement) => (
          <p
            key={agreement.model}
            data-agreement={agreement.model}
            data-overlap={agreement.overlap}
            data-correlation={agreement.correlation}
          >
            <Unbroken words={agreementWords(models, first, agreement)} />
          </p>
        ))}
        <button
          type="button"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <ArrowUpDown aria-hidden /> {t("Biggest movers")}
        </button>
      </div>
      {open &&
        told.map(({ model, movers }) => {
          const between = t("From {{first}} to {{other}}", {
            first: titleOf(models, first),
            other: titleOf(models, model),
          });
          return (
            <Fragment key={model}>
              {told.length > 1 && (
                <p className="fine" aria-hidden>
                  {between}
                </p>
              )}
              <ol className="movers" aria-label={between}>
                {movers.map((photo) => (
                  <li key={photo.key}>
                    <MoverCard
                      engine={engine}
                      photo={photo}
                      from={first}
                      to={model}
                      models={models}
                      onOpen={() => {
                        dispatch({ kind: "opened", model, photo });
                      }}
                    />
                  </li>
                ))}
              </ol>
            </Fragment>
          );
        })}
    </section>
  );
}
