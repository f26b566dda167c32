/** What each model made of the text in the box, in words. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { list, t } from "./language";
import { titleOf } from "./words";

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

/** Beside the marker of where training ended: "TULIP-lite was trained on texts up to here". */
export function beyondWords(
  models: readonly ModelInfo[],
  told: readonly Reading[],
): string {
  const titles = told.map(({ model }) => titleOf(models, model));
  return titles.length === 1
    ? t("{{model}} was trained on texts up to here", {
        model: titles.join(""),
      })
    : t("{{models}} were trained on texts up to here", {
        models: list(titles),
      });
}

/** How far the models may read: "32 tokens". */
export const budgetWords = (budget: number | null): string =>
  budget === null ? t("all tokens") : t("{{count}} tokens", { count: budget });
