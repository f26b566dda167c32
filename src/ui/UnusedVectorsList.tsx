/** Vectors of image towers that no compared model uses: how much they take, and the way to free them. */
import { Trash2 } from "lucide-react";
import type { UnusedVectors } from "../engine/messages";
import { list, t } from "./language";

interface Props {
  readonly unused: readonly UnusedVectors[];
  readonly onFree: (revision: string) => void;
}

export function UnusedVectorsList({ unused, onFree }: Props) {
  if (unused.length === 0) return null;
  return (
    <section className="unused-vectors" aria-labelledby="unused">
      <h3 id="unused">{t("Kept for later")}</h3>
      <p className="fine">
        {t(
          "Vectors of image towers that no compared model uses. While they are kept, comparing such a model again needs no encoding.",
        )}
      </p>
      <ul>
        {unused.map(({ revision, models, sizeBytes }) => (
          <li key={revision} className="actions">
            <span>
              {models.length > 0 ? list(models) : t("A model that is gone")}
            </span>
            <button
              type="button"
              onClick={() => {
                onFree(revision);
              }}
            >
              <Trash2 aria-hidden />{" "}
              {t("Free {{size, megabytes}}", { size: sizeBytes })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
