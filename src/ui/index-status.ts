/** Where the whole index stands, read off where each folder stands. */
import type { FolderNews, FolderStatus, IndexCounts } from "../engine/messages";
import type { Failure } from "../failures";

/** The folder that a person should hear of first, with the counts and failures of all folders. */
export type IndexStatus =
  | { readonly phase: "empty" }
  | FolderStatus
  /** The engine could not be started. */
  | ({ readonly phase: "failed"; readonly failure: Failure } & Nothing);

type Nothing = {
  readonly [
    K in "folder" | "counts" | "failures" | "device" | "notice"
  ]?: undefined;
};

/** What a person should hear of first, first: work, then what needs them. */
const order: readonly FolderStatus["phase"][] = [
  "indexing",
  "scanning",
  "waiting",
  "failed",
  "disconnected",
  "behind",
  "paused",
  "ready",
];

export const isWorking = (phase: IndexStatus["phase"]) =>
  phase === "waiting" || phase === "scanning" || phase === "indexing";

export const noCounts: IndexCounts = {
  total: 0,
  encoded: 0,
  unchanged: 0,
  failed: 0,
};

export function overallOf(folders: readonly FolderStatus[]): IndexStatus {
  const [first] = folders.toSorted((a, b) => urgency(a) - urgency(b));
  if (!first) return { phase: "empty" };
  return {
    ...first,
    counts: folders.map(({ counts }) => counts).reduce(add),
    failures: folders.flatMap(({ failures }) => failures),
    device:
      first.device ?? folders.find(({ device }) => device)?.device ?? null,
  };
}

const urgency = (status: FolderStatus) =>
  order.indexOf(status.phase) -
  (status.phase === "ready" && status.notice ? 0.5 : 0);

const add = (a: IndexCounts, b: IndexCounts): IndexCounts => ({
  total: a.total + b.total,
  encoded: a.encoded + b.encoded,
  unchanged: a.unchanged + b.unchanged,
  failed: a.failed + b.failed,
});

/** The folders after news of one of them. */
export function withNews(
  folders: readonly FolderStatus[],
  news: FolderNews,
): readonly FolderStatus[] {
  const at = folders.findIndex(({ folder }) => folder.id === news.folder.id);
  if (news.phase === "removed")
    return folders.filter((_, other) => other !== at);
  return at < 0 ? [...folders, news] : folders.with(at, news);
}
