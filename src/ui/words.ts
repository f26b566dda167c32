/** The page's sentences, as pure functions of what the engine said. */
import type { IndexStatus, ModelInfo } from "../engine/messages";
import type { RankedPhoto, Reading } from "../photo";

export const number = (value: number) => value.toLocaleString("en");

/** "1 photo", "1,240 photos". */
export const count = (value: number, noun: string) =>
  `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

/** "1st", "2nd", "11th", "1,042nd". */
export function ordinal(rank: number): string {
  const suffixes: Record<string, string> = {
    one: "st",
    two: "nd",
    few: "rd",
    other: "th",
  };
  return `${number(rank)}${suffixes[ordinalRules.select(rank)] ?? "th"}`;
}
const ordinalRules = new Intl.PluralRules("en", { type: "ordinal" });

/** "a", "a and b", "a, b and c". */
export const list = (words: readonly string[]) =>
  words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** A model's title, or its id where the manifest no longer names it. */
export const titleOf = (models: readonly ModelInfo[], id: string) =>
  models.find((model) => model.id === id)?.title ?? id;

/** "11.6 MB". */
export const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

/** What a model can read: "up to 77 tokens", "any number of tokens, trained on 248". */
export const contextWords = ({ context, trainedContext }: ModelInfo): string =>
  context === null
    ? `any number of tokens, trained on up to ${number(trainedContext)}`
    : `up to ${number(context)} tokens`;

/** Said of a ranking whose image tower has not seen all photos yet; empty where it has. */
export const waitingWords = (
  model: ModelInfo,
  searched: number,
  total: number,
): string =>
  searched >= total
    ? ""
    : searched === 0
      ? `${model.title} has not seen these photos yet: its image tower must encode them first.`
      : `${model.title} has seen ${number(searched)} of ${count(total, "photo")} so far.`;

/** Time left in steps that a person plans by; empty while there is no rate to tell it from. */
export function timeLeft(photosLeft: number, photosPerSecond: number): string {
  if (!(photosPerSecond > 0) || photosLeft <= 0) return "";
  const seconds = photosLeft / photosPerSecond;
  if (seconds < 10) return "a few seconds left";
  if (seconds < 55)
    return `about ${number(Math.ceil(seconds / 10) * 10)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${number(Math.max(1, minutes))} min left`;
  const hours = Math.floor(minutes / 60);
  return `about ${number(hours)} h ${number(minutes % 60)} min left`;
}

/** "31 photos a second"; under one, the seconds each takes. */
export function pace(photosPerSecond: number): string {
  if (!(photosPerSecond > 0)) return "";
  if (photosPerSecond < 0.95)
    return `${(1 / photosPerSecond).toFixed(1)} s a photo`;
  return `${photosPerSecond < 10 ? photosPerSecond.toFixed(1) : number(Math.round(photosPerSecond))} photos a second`;
}

/** Where indexing stands, without rates: what a screen reader hears and the folder chip shows. */
export function stateWords(phase: IndexStatus["phase"]): string {
  switch (phase) {
    case "empty":
      return "no folder yet";
    case "scanning":
      return "looking through the folder";
    case "indexing":
      return "indexing";
    case "behind":
      return "photos left to encode";
    case "paused":
      return "paused";
    case "disconnected":
      return "disconnected";
    case "ready":
      return "ready";
    case "failed":
      return "failed";
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
      ? `${model.title} reads to the end`
      : `${model.title} reads up to ${number(model.context)} tokens`;
  }
  if (reading.cut !== null)
    return `${model.title} read ${number(reading.read)} of ${number(reading.tokens)} tokens`;
  return `${model.title} read all ${number(reading.tokens)} tokens`;
}

/** Said only where a text is longer than any that the model was trained on. */
export function beyondTraining(
  model: ModelInfo,
  reading: Reading | undefined,
): string {
  const beyond = (reading?.read ?? 0) - model.trainedContext;
  return beyond > 0
    ? `${number(beyond)} past the ${number(model.trainedContext)} it was trained on`
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
  return `${model.title} stops at token ${number(reading.read)} of ${number(reading.tokens)}, after “${lastWords}”.`;
}

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
      return rank === undefined ? [] : [`${ordinal(rank)} for ${model.title}`];
    });
  return [`${ordinal(photo.rank)} here`, ...elsewhere].join(", ");
}

/** A rank shift at a glance: "▲ 12". */
export function shiftMark(shift: number): string {
  if (shift === 0) return "=";
  return `${shift > 0 ? "▲" : "▼"} ${number(Math.abs(shift))}`;
}

/** The same for those who listen. */
export function shiftWords(shift: number, other: string): string {
  if (shift === 0) return `the same place as for ${other}`;
  return `${count(Math.abs(shift), "place")} ${shift > 0 ? "higher" : "lower"} than for ${other}`;
}
