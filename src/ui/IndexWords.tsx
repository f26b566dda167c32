/** Where indexing stands, in words. */
import type { ReactNode } from "react";
import { countsOf, doneOf } from "./app-state";
import { sentenceFor } from "./failure-words";
import type { IndexStatus } from "./index-status";
import { t } from "./language";
import { Notice } from "./Notice";
import { folderName, list, pace, timeLeft } from "./words";

export function IndexWords({ status }: { status: IndexStatus }): ReactNode {
  const { total, failed } = countsOf(status);
  const treated = doneOf(status) + failed;
  const soFar = { treated, count: total };
  switch (status.phase) {
    case "empty":
      return null;
    case "waiting":
      return (
        <p>
          {t("“{{folder}}” waits its turn…", {
            folder: folderName(status.folder),
          })}
        </p>
      );
    case "scanning":
      return (
        <p>
          {total > 0
            ? t("Looking through “{{folder}}”: {{count}} photos so far…", {
                folder: folderName(status.folder),
                count: total,
              })
            : t("Looking through “{{folder}}”…", {
                folder: folderName(status.folder),
              })}
        </p>
      );
    case "indexing":
      return (
        <>
          <p className="working">
            <b>{t("{{treated}} of {{count}} photos", soFar)}</b>
            {status.pass.of > 1 && (
              <span>
                {t("image tower {{at}} of {{of}}", {
                  at: status.pass.at + 1,
                  of: status.pass.of,
                })}
              </span>
            )}
            {[
              pace(status.photosPerSecond),
              timeLeft(total - treated, status.photosPerSecond),
            ]
              .filter(Boolean)
              .map((words) => (
                <span key={words}>{words}</span>
              ))}
            <span className="current">
              {status.current || t("loading the image tower…")}
            </span>
          </p>
          {status.notice && <Notice failure={status.notice} />}
        </>
      );
    case "behind":
      return (
        <p>
          {t(
            "{{count}} photos must be encoded again for {{models}}, whose image tower has not seen them. The other models can be searched meanwhile.",
            { count: status.toEncode, models: list(status.models) },
          )}
        </p>
      );
    case "paused":
      return (
        <p>
          {t(
            "Paused at {{treated}} of {{count}} photos. What is indexed can be searched.",
            soFar,
          )}
        </p>
      );
    case "disconnected":
      return <p>{sentenceFor(status.failure)}</p>;
    case "failed":
      return (
        <>
          <p>{sentenceFor(status.failure)}</p>
          {status.notice && <Notice failure={status.notice} />}
        </>
      );
    case "ready":
      return (
        <p>
          {t("{{count}} photos, ready.", { count: doneOf(status) })}
          {status.notice && ` ${sentenceFor(status.notice)}`}
        </p>
      );
  }
}
