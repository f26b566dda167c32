/** How an export goes, and what it could not take along. */
import type { Export } from "./export/use-export";
import { t } from "./language";
import { Notice } from "./Notice";

export function ExportWords({ out }: { readonly out: Export }) {
  const { state } = out;
  return (
    <>
      {state.phase === "running" && (
        <div className="export-words">
          <progress
            aria-label={t("Photos exported")}
            value={state.done}
            max={state.of}
          />
          <p>
            {t("{{done}} of {{count}} photos", {
              done: state.done,
              count: state.of,
            })}
          </p>
          <button type="button" onClick={out.stop}>
            {t("Stop")}
          </button>
        </div>
      )}
      {state.phase === "failed" && <Notice failure={state.failure} />}
      <div className="export-words" role="status">
        {state.phase === "done" && (
          <>
            <p>{t("{{count}} photos exported.", { count: state.written })}</p>
            {state.missing.length > 0 && <Missing paths={state.missing} />}
            <button type="button" onClick={out.forget}>
              {t("OK")}
            </button>
          </>
        )}
      </div>
    </>
  );
}

function Missing({ paths }: { readonly paths: readonly string[] }) {
  return (
    <details>
      <summary>
        {t(
          "{{count}} photos are missing: their files are gone, or their folder can’t be read now.",
          { count: paths.length },
        )}
      </summary>
      <ul>
        {paths.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </details>
  );
}
