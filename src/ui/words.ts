/** The page's sentences, as pure functions of what the engine said. */
import type { ModelInfo } from "../engine/messages";
import type { Folder } from "../photo";
import type { IndexStatus } from "./index-status";
import { locale, number, t } from "./language";

export { list, megabytes, number } from "./language";

/** "1st", "2nd", "11th", "1,042nd". */
export const ordinal = (rank: number): string =>
  t("{{count}}th", { count: rank, ordinal: true });

/** A folder's name; the names that the page itself gives are in its language. */
export const folderName = ({ name, kind }: Folder): string =>
  kind === "samples"
    ? t("Sample photos")
    : name === "Dropped photos"
      ? t("Dropped photos")
      : name === "Chosen photos"
        ? t("Chosen photos")
        : name;

/** When a folder was last looked through to the end. */
export const scannedWords = ({ scannedMs }: Folder): string =>
  scannedMs === undefined
    ? t("Not looked through to the end yet")
    : t("Looked through {{when}}", {
        when: new Date(scannedMs).toLocaleString(locale(), {
          dateStyle: "medium",
          timeStyle: "short",
        }),
      });

/** Where a model comes from, as its manifest says. */
export const originWords = ({ origin }: Pick<ModelInfo, "origin">): string =>
  origin === ownOrigin ? t("trained by this project") : origin;
export const ownOrigin = "trained by this project";

/** A model's title, or its id where the manifest no longer names it. */
export const titleOf = (models: readonly ModelInfo[], id: string) =>
  models.find((model) => model.id === id)?.title ?? id;

/** What a model can read: "up to 77 tokens", "any number of tokens, trained on 248". */
export const contextWords = ({ context, trainedContext }: ModelInfo): string =>
  context === null
    ? t("any number of tokens, trained on up to {{trainedContext}}", {
        trainedContext,
      })
    : t("up to {{count}} tokens", { count: context });

/** Said of a ranking whose image tower has not seen all photos yet; empty where it has. */
export const waitingWords = (
  model: ModelInfo,
  searched: number,
  total: number,
): string =>
  searched >= total
    ? ""
    : searched === 0
      ? t(
          "{{model}} has not seen these photos yet: its image tower must encode them first.",
          { model: model.title },
        )
      : t("{{model}} has seen {{searched}} of {{count}} photos so far.", {
          model: model.title,
          searched,
          count: total,
        });

/** Time left in steps that a person plans by; empty while there is no rate to tell it from. */
export function timeLeft(left: number, perSecond: number): string {
  if (!(perSecond > 0) || left <= 0) return "";
  const seconds = left / perSecond;
  if (seconds < 10) return t("a few seconds left");
  if (seconds < 55)
    return t("about {{seconds}} s left", {
      seconds: Math.ceil(seconds / 10) * 10,
    });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60)
    return t("about {{minutes}} min left", { minutes: Math.max(1, minutes) });
  const hours = Math.floor(minutes / 60);
  return t("about {{hours}} h {{minutes}} min left", {
    hours,
    minutes: minutes % 60,
  });
}

/** "31 photos a second"; under one, the seconds each takes. */
export function pace(photosPerSecond: number): string {
  if (!(photosPerSecond > 0)) return "";
  const tenths = (value: number) =>
    number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return photosPerSecond < 0.95
    ? t("{{seconds}} s a photo", { seconds: tenths(1 / photosPerSecond) })
    : t("{{photos}} photos a second", {
        photos:
          photosPerSecond < 10
            ? tenths(photosPerSecond)
            : Math.round(photosPerSecond),
      });
}

/** Where indexing stands, without rates: what a screen reader hears and the folder chip shows. */
export function stateWords(phase: IndexStatus["phase"]): string {
  switch (phase) {
    case "empty":
      return t("no folder yet");
    case "waiting":
      return t("waiting its turn");
    case "scanning":
      return t("looking through the folder");
    case "indexing":
      return t("indexing");
    case "behind":
      return t("photos left to encode");
    case "paused":
      return t("paused");
    case "disconnected":
      return t("disconnected");
    case "ready":
      return t("ready");
    case "failed":
      return t("failed");
  }
}

/** How much is cut off: nothing, or what is less than so many spreads above the middle. */
export const strictnessWords = (strictness: number): string =>
  strictness === 0
    ? t("everything is shown")
    : strictness < 1.5
      ? t("lenient")
      : strictness <= 2.5
        ? t("usual")
        : t("strict");
