/** What is left of the page where the engine could not start. */
import type { Failure } from "../failures";
import { t } from "./language";
import { Notice } from "./Notice";

export function EngineFailed({ failure }: { failure: Failure }) {
  return (
    <main className="starting">
      <Notice failure={failure}>
        <button
          type="button"
          onClick={() => {
            location.reload();
          }}
        >
          {t("Reload")}
        </button>
      </Notice>
    </main>
  );
}
