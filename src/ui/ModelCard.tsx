/** One installed model: what it is, whether it is compared, and its removal. */
import { Trash2 } from "lucide-react";
import { fewestCompared, mostCompared } from "../compare";
import type { InstalledModel, ModelInfo } from "../engine/messages";
import { t } from "./language";
import { useAsk } from "./use-ask";
import type { ModelActions } from "./models-page";
import { runningWords } from "./model-words";
import { contextWords, list, megabytes, originWords } from "./words";

interface Props {
  readonly model: InstalledModel;
  /** The models of its bundle, itself included. */
  readonly together: readonly InstalledModel[];
  readonly compared: readonly ModelInfo[];
  readonly busy: boolean;
  readonly actions: ModelActions;
}

export function ModelCard({ model, together, compared, busy, actions }: Props) {
  const { id, title, licence, sizeBytes, bundle, from } = model;
  const { imageTower, textTower } = model;
  const others = compared.map((each) => each.id).filter((each) => each !== id);
  const isCompared = others.length < compared.length;
  // Never the box that was just pressed: a box that goes dead under the focus drops it.
  const locked = isCompared
    ? compared.length <= fewestCompared
    : compared.length >= mostCompared;
  const choose = () => {
    actions.compare(isCompared ? others : [...others, id]);
  };
  return (
    <li className="model-card" data-installed={id}>
      <h3>{title}</h3>
      <label className="compare">
        <input
          type="checkbox"
          checked={isCompared}
          disabled={locked}
          aria-label={t("Compare {{model}}", { model: title })}
          onChange={choose}
        />
        {t("Compare")}
      </label>
      <dl>
        <div>
          <dt>{t("Reads")}</dt>
          <dd>{contextWords(model)}</dd>
        </div>
        <div>
          <dt>{t("Origin")}</dt>
          <dd>{originWords(model)}</dd>
        </div>
        <div>
          <dt>{t("Licence")}</dt>
          <dd>{licence}</dd>
        </div>
        <div>
          <dt>{t("Size")}</dt>
          <dd>
            {bundle === null
              ? t("{{size}}, part of the app", { size: megabytes(sizeBytes) })
              : t("{{size}}, on this computer", { size: megabytes(sizeBytes) })}
          </dd>
        </div>
        {from !== null && (
          <div>
            <dt>{t("From")}</dt>
            <dd>{from}</dd>
          </div>
        )}
        <div>
          <dt>{t("Image tower")}</dt>
          <dd>{runningWords(imageTower)}</dd>
        </div>
        <div>
          <dt>{t("Text tower")}</dt>
          <dd>{runningWords(textTower)}</dd>
        </div>
      </dl>
      {bundle !== null && (
        <Removal
          titles={together.map((each) => each.title)}
          busy={busy}
          onRemove={() => {
            actions.remove(bundle);
          }}
        />
      )}
    </li>
  );
}

interface RemovalProps {
  readonly titles: readonly string[];
  readonly busy: boolean;
  readonly onRemove: () => void;
}

/** Asks before it removes: adding a large model again can take a while. */
function Removal({ titles, busy, onRemove }: RemovalProps) {
  const { asked, button, ask, letBe } = useAsk();
  const press = asked ? onRemove : ask;
  return (
    <div className="actions">
      <button
        ref={button}
        type="button"
        aria-disabled={busy}
        onClick={busy ? undefined : press}
      >
        <Trash2 aria-hidden />{" "}
        {asked
          ? t("Yes, remove {{models}}", { models: list(titles) })
          : t("Remove {{models}}", { models: list(titles) })}
      </button>
      {asked && (
        <button type="button" onClick={letBe}>
          {t("Keep")}
        </button>
      )}
    </div>
  );
}
