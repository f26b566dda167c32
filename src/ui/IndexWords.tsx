/** Where indexing stands, in words. */
import type { ReactNode } from "react";
import type { IndexStatus } from "../engine/messages";
import { sentenceFor } from "../failures";
import { countsOf, doneOf } from "./app-state";
import { count, number, pace, timeLeft } from "./words";

export function IndexWords({ status }: { status: IndexStatus }): ReactNode {
  const { total, failed } = countsOf(status);
  const treated = doneOf(status) + failed;
  const soFar = `${number(treated)} of ${count(total, "photo")}`;
  switch (status.phase) {
    case "empty":
      return null;
    case "scanning":
      return (
        <p>
          Looking through “{status.folder.name}”
          {total > 0 && `: ${count(total, "photo")} so far`}…
        </p>
      );
    case "indexing":
      return (
        <p className="working">
          <b>{soFar}</b>
          {[
            pace(status.photosPerSecond),
            timeLeft(total - treated, status.photosPerSecond),
          ]
            .filter(Boolean)
            .map((words) => (
              <span key={words}>{words}</span>
            ))}
          <span className="current">
            {status.current || "loading the image tower…"}
          </span>
        </p>
      );
    case "paused":
      return <p>Paused at {soFar}. What is indexed can be searched.</p>;
    case "disconnected":
    case "failed":
      return <p>{sentenceFor(status.failure)}</p>;
    case "ready":
      return (
        <p>
          {count(doneOf(status), "photo")}, ready.
          {status.notice && ` ${sentenceFor(status.notice)}`}
        </p>
      );
  }
}
