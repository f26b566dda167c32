/** Under the description: save it, take an earlier one, or copy a link to it. */
import { Bookmark, History, Trash2 } from "lucide-react";
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { isBlank, type Query } from "../query";
import { isSame } from "../remembered";
import type { AppState } from "./app-state";
import { copyText } from "./copy";
import { CopyButton } from "./CopyButton";
import { t } from "./language";
import { linkTo } from "./query-link";
import type { Action } from "./reduce";
import { useDismiss } from "./use-dismiss";
import type { Ask } from "./use-engine";
import { useRemembered } from "./use-remembered";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function QueryMemory({ engine, state, models, dispatch }: Props) {
  const { query } = state;
  const [{ saved, recent }, change] = useRemembered(engine, state);
  const details = useDismiss();
  const isSaved = saved.some((one) => isSame(one, query));
  const choose = (chosen: Query) => {
    dispatch({ kind: "query-chosen", query: chosen });
    details.current?.removeAttribute("open");
  };
  return (
    <div className="query-memory">
      <button
        type="button"
        aria-pressed={isSaved}
        disabled={isBlank(query)}
        onClick={() => {
          change({ kind: isSaved ? "forget-saved" : "save", query });
        }}
      >
        <Bookmark aria-hidden /> {isSaved ? t("Saved") : t("Save the query")}
      </button>
      <details className="popover" ref={details}>
        <summary>
          <History aria-hidden /> {t("Earlier queries")}
        </summary>
        <div className="popover-panel">
          {saved.length + recent.length === 0 && (
            <p className="fine">
              {t(
                "Queries that you save or use appear here, in this browser only.",
              )}
            </p>
          )}
          <QueryList
            heading={t("Saved queries")}
            queries={saved}
            onChoose={choose}
          >
            {(one) => (
              <button
                type="button"
                title={t("Forget this query")}
                onClick={() => {
                  change({ kind: "forget-saved", query: one });
                }}
              >
                <Trash2 aria-hidden />
                <span className="sr-only">{t("Forget this query")}</span>
              </button>
            )}
          </QueryList>
          <QueryList
            heading={t("Recent queries")}
            queries={recent}
            onChoose={choose}
          />
          {recent.length > 0 && (
            <button
              type="button"
              onClick={() => {
                change({ kind: "forget-recent" });
              }}
            >
              <Trash2 aria-hidden /> {t("Clear the recent queries")}
            </button>
          )}
        </div>
      </details>
      {!isBlank(query) && (
        <CopyButton
          label={t("Copy a link to this query")}
          copy={() => copyText(linkTo(location.href, { query, models }))}
        />
      )}
    </div>
  );
}

interface ListProps {
  readonly heading: string;
  readonly queries: readonly Query[];
  readonly onChoose: (query: Query) => void;
  /** What else can be done with one. */
  readonly children?: (query: Query) => React.ReactNode;
}

function QueryList({ heading, queries, onChoose, children }: ListProps) {
  if (queries.length === 0) return null;
  return (
    <section aria-label={heading}>
      <h3>{heading}</h3>
      <ul>
        {queries.map((query) => (
          <li key={JSON.stringify(query)}>
            <button
              type="button"
              className="earlier-query"
              onClick={() => {
                onChoose(query);
              }}
            >
              {query.text.trim() || t("Without words")}
            </button>
            {children?.(query)}
          </li>
        ))}
      </ul>
    </section>
  );
}
