/** How much is stored here, whether the browser may clear it, and the way to delete it. */
import { ShieldCheck, Trash2 } from "lucide-react";
import { megabytes, t } from "./language";
import { useAsk } from "./use-ask";
import { useStorage } from "./use-storage";

export function Storage({ onForget }: { readonly onForget: () => void }) {
  const { usage, persist } = useStorage();
  const { asked, button, ask, letBe } = useAsk();
  return (
    <section className="storage" aria-labelledby="storage-heading">
      <h3 id="storage-heading">{t("Stored here")}</h3>
      {usage && (
        <p>
          {t("{{used}} in use, room for {{free}} more.", {
            used: megabytes(usage.usedBytes),
            free: megabytes(usage.freeBytes),
          })}{" "}
          {usage.persisted
            ? t("The browser keeps it until you delete it.")
            : t("The browser may clear it when the disk gets full.")}
        </p>
      )}
      <p className="fine">
        {t(
          "Vectors, dates, sizes and small thumbnails, and the models that you added. Your photos stay in their folders.",
        )}
      </p>
      <div className="actions">
        {usage && !usage.persisted && (
          <button type="button" onClick={persist}>
            <ShieldCheck aria-hidden /> {t("Ask the browser to keep it")}
          </button>
        )}
        <button
          ref={button}
          type="button"
          onClick={() => {
            if (!asked) {
              ask();
              return;
            }
            letBe();
            onForget();
          }}
        >
          <Trash2 aria-hidden />{" "}
          {asked
            ? t("Yes, delete the whole index")
            : t("Delete everything stored here")}
        </button>
        {asked && (
          <button type="button" onClick={letBe}>
            {t("Keep")}
          </button>
        )}
      </div>
    </section>
  );
}
