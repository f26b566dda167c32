/** The page's sentences, as pure functions of what the engine said. */
import { topSize } from "../agreement";
import type { Agreement, ModelInfo } from "../engine/messages";
import type { Folder, RankedPhoto, Reading } from "../photo";
import type { IndexStatus } from "./index-status";
import { list, locale, number, t } from "./language";

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

/** What a model made of the text in the box: "CLIP-lite read 77 of 183 tokens". */
export function readingWords(
  model: ModelInfo,
  reading: Reading | undefined,
  blank: boolean,
): string {
  if (blank || !reading) {
    return model.context === null
      ? t("{{model}} reads to the end", { model: model.title })
      : t("{{model}} reads up to {{count}} tokens", {
          model: model.title,
          count: model.context,
        });
  }
  const { read, tokens } = reading;
  return reading.cut === null
    ? t("{{model}} read all {{count}} tokens", {
        model: model.title,
        count: tokens,
      })
    : t("{{model}} read {{read}} of {{count}} tokens", {
        model: model.title,
        read,
        count: tokens,
      });
}

/** Said only where a text is longer than any that the model was trained on. */
export function beyondTraining(
  model: ModelInfo,
  reading: Reading | undefined,
): string {
  const beyond = (reading?.read ?? 0) - model.trainedContext;
  return beyond > 0
    ? t("{{beyond}} past the {{trained}} it was trained on", {
        beyond,
        trained: model.trainedContext,
      })
    : "";
}

/** The cut for those who can't see it: the last words that a model read. */
export function cutWords(
  model: ModelInfo,
  reading: Reading,
  text: string,
): string {
  if (reading.cut === null) return `${readingWords(model, reading, false)}.`;
  const lastWords = text
    .slice(0, reading.cut)
    .trim()
    .split(/\s+/)
    .slice(-4)
    .join(" ");
  return t(
    "{{model}} stops at token {{read}} of {{tokens}}, after “{{lastWords}}”.",
    {
      model: model.title,
      read: reading.read,
      tokens: reading.tokens,
      lastWords,
    },
  );
}

/** Beside the marker of a cut: "CLIP-lite stops here, token 77 of 183". */
export function stopWords(
  models: readonly ModelInfo[],
  stopped: readonly Reading[],
): string {
  const titles = stopped.map(({ model }) => titleOf(models, model));
  const read = stopped[0]?.read ?? 0;
  const tokens = stopped[0]?.tokens ?? 0;
  return titles.length === 1
    ? t("{{model}} stops here, token {{read}} of {{tokens}}", {
        model: titles.join(""),
        read,
        tokens,
      })
    : t("{{models}} stop here, token {{read}} of {{tokens}}", {
        models: list(titles),
        read,
        tokens,
      });
}

/** How far the models may read: "32 tokens". */
export const budgetWords = (budget: number | null): string =>
  budget === null ? t("all tokens") : t("{{count}} tokens", { count: budget });

/** How much is cut off: nothing, or what is less than so many spreads above the middle. */
export const strictnessWords = (strictness: number): string =>
  strictness === 0
    ? t("everything is shown")
    : strictness < 1.5
      ? t("lenient")
      : strictness <= 2.5
        ? t("usual")
        : t("strict");

/** "Of the top 10 of CLIP-lite and TULIP-lite, 7 are the same; rank correlation 0.83." */
export const agreementWords = (
  models: readonly ModelInfo[],
  first: string,
  { model, overlap, correlation }: Agreement,
): string =>
  t(
    "Of the top {{top}} of {{first}} and {{other}}, {{overlap}} are the same; rank correlation {{correlation}}.",
    {
      top: topSize,
      first: titleOf(models, first),
      other: titleOf(models, model),
      overlap,
      correlation: scoreWords(correlation),
    },
  );

/** "41st for CLIP-lite, 3rd for TULIP-lite". */
export const moveWords = (
  { ranks }: RankedPhoto,
  from: string,
  to: string,
  models: readonly ModelInfo[],
): string =>
  t("{{from}} for {{first}}, {{to}} for {{other}}", {
    from: ordinal(ranks[from] ?? 0),
    first: titleOf(models, from),
    to: ordinal(ranks[to] ?? 0),
    other: titleOf(models, to),
  });

/** "3rd here, 41st for TULIP-lite". */
export function placesWords(
  photo: RankedPhoto,
  here: string,
  models: readonly ModelInfo[],
): string {
  const elsewhere = models
    .filter((model) => model.id !== here)
    .flatMap((model) => {
      const rank = photo.ranks[model.id];
      return rank === undefined
        ? []
        : [
            t("{{rank}} for {{model}}", {
              rank: ordinal(rank),
              model: model.title,
            }),
          ];
    });
  const rank = photo.ranks[here];
  return rank === undefined
    ? elsewhere.join(", ")
    : [t("{{rank}} here", { rank: ordinal(rank) }), ...elsewhere].join(", ");
}

/** "0.312". */
export const scoreWords = (score: number, digits = 3) =>
  number(score, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** A rank shift at a glance: "▲ 12". */
export function shiftMark(shift: number): string {
  if (shift === 0) return "=";
  return `${shift > 0 ? "▲" : "▼"} ${number(Math.abs(shift))}`;
}

/** The same for those who listen. */
export function shiftWords(shift: number, other: string): string {
  if (shift === 0) return t("the same place as for {{other}}", { other });
  return shift > 0
    ? t("{{count}} places higher than for {{other}}", { count: shift, other })
    : t("{{count}} places lower than for {{other}}", { count: -shift, other });
}
