/** Where indexing stands, in words. */
import type { ReactNode } from "react";
import type { IndexStatus } from "../engine/messages";
import { sentenceFor } from "../failures";
import { countsOf, doneOf } from "./app-state";
import { count, list, number, pace, timeLeft } from "./words";

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
          {status.pass.of > 1 && (
            <span>
              image tower {number(status.pass.at + 1)} of{" "}
              {number(status.pass.of)}
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
            {status.current || "loading the image tower…"}
          </span>
        </p>
      );
    case "behind":
      return (
        <p>
          {count(status.toEncode, "photo")} must be encoded again for{" "}
          {list(status.models)}, whose image tower has not seen{" "}
          {status.toEncode === 1 ? "it" : "them"}. The other models can be
          searched meanwhile.
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
