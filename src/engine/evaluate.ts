/** Captions of one's own -> how well each model finds photos by them and them by photos, by the paper's retrieval protocol. */
import { rankBothWays, type BothWays } from "../both-ways";
import { readCaptions, textOf } from "../captions";
import { turn } from "../encoders/run-queue";
import type { TextEncoder } from "../encoders/text-encoder";
import { cutTo } from "../encoders/tokenizer";
import { FailureError } from "../failures";
import type { UnitVector } from "../photo";
import { figuresOf, gainAt1 } from "../recall";
import { openGallery, type CaptionGallery } from "./caption-gallery";
import type { Evaluation, EvaluatedQuery, RecallPoint } from "./messages";
import { newsMs } from "./rate";
import type { Searched } from "./search";

/** Tokens read at the points of the plot, besides all of them. */
const budgets = [8, 16, 24, 32, 48, 64, 77, 96, 128, 192, 248];

/** Names listed of photos that are not in the index. */
const listed = 20;

/** So many steps are done. */
type Step = (steps: number) => Promise<void>;

/**
 * Ranks, for each caption, the photos that have captions; and for each of these photos, all captions.
 * @param file CSV or JSON of photo and caption
 * @throws FailureError captions-unreadable, captions-of-others or captions-waiting
 */
export async function evaluate(
  file: File,
  models: readonly Searched[],
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Evaluation> {
  const read = readCaptions(textOf(await file.arrayBuffer()), file.name);
  const gallery = openGallery(read.captions, models);
  if (gallery.captions.length === 0)
    throw new FailureError({
      kind: gallery.waiting > 0 ? "captions-waiting" : "captions-of-others",
      file: file.name,
    });
  const step = stepsOf(
    2 * models.length * gallery.captions.length,
    onProgress,
    signal,
  );
  const measured: Measured[] = [];
  for (const [at, { encoder }] of models.entries())
    measured.push(await measure(encoder, gallery, at, step));
  return {
    file: file.name,
    captions: gallery.captions.length,
    photos: gallery.photos.length,
    incomplete: read.incomplete,
    waiting: gallery.waiting,
    unmatched: gallery.unmatched.length,
    unmatchedPhotos: gallery.unmatched.slice(0, listed),
    points: measured.flatMap(({ points }) => points),
    gains: gainsOf(measured),
    queries: queriesOf(measured, gallery),
  };
}

/** Counts steps; now and then it tells of them, and lets an abort and other work through. */
function stepsOf(
  total: number,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Step {
  let done = 0;
  let toldMs = -Infinity;
  return async (steps) => {
    done += steps;
    if (performance.now() - toldMs < newsMs) return;
    toldMs = performance.now();
    onProgress(done, total);
    await turn();
    signal.throwIfAborted();
  };
}

interface Measured {
  readonly model: string;
  readonly points: readonly RecallPoint[];
  /** With as much read as the model can. */
  readonly whole: BothWays;
}

/** Two steps a caption: it is encoded and ranked. */
async function measure(
  encoder: TextEncoder,
  { captions, photos, matrices }: CaptionGallery,
  at: number,
  step: Step,
): Promise<Measured> {
  const { id, text: tower } = encoder.model;
  const all: (readonly number[])[] = [];
  let longest = 0;
  for (const { text } of captions) {
    const { ids, total } = encoder.read(text, null);
    longest = Math.max(longest, total);
    all.push(ids);
    await step(0);
  }
  const stops = stopsFor(tower.context, longest);
  const texts: UnitVector[][] = [];
  for (const ids of all) {
    texts.push(await readingsOf(ids, stops, encoder));
    await step(1);
  }
  const ranking = rankBothWays(texts, {
    matrix: matrices[at] ?? new Float32Array(),
    photos: photos.length,
    own: captions.map(({ photo }) => photo),
  });
  let next = ranking.next();
  for (; !next.done; next = ranking.next()) await step(1);
  const readings = next.value;
  const points = readings.map(({ toPhoto, toText }, i) => ({
    model: id,
    tokens: stops[i] ?? Math.min(longest, tower.context ?? Infinity),
    all: i === stops.length,
    textToPhoto: figuresOf(toPhoto),
    photoToText: figuresOf(toText),
  }));
  const whole = readings.at(-1) ?? { toPhoto: [], toText: [], first: [] };
  return { model: id, points, whole };
}

/** The budgets well below what a model reads of the longest caption. */
const stopsFor = (context: number | null, longest: number) =>
  budgets.filter(
    (budget) => budget < 0.9 * Math.min(longest, context ?? Infinity),
  );

/** A caption's vectors at each stop, then with all read; the same one where no more is read. */
async function readingsOf(
  ids: readonly number[],
  stops: readonly number[],
  encoder: TextEncoder,
): Promise<UnitVector[]> {
  const whole = await encoder.encode(ids, false);
  const readings: UnitVector[] = [];
  for (const stop of stops)
    readings.push(
      stop < ids.length
        ? await encoder.encode(
            cutTo(ids, stop, encoder.model.text.endTokenId),
            false,
          )
        : whole,
    );
  return [...readings, whole];
}

/** Every later model against the first, with all read. */
function gainsOf([first, ...others]: readonly Measured[]) {
  return others.map(({ model, whole }) => ({
    model,
    textToPhoto: gainAt1(whole.toPhoto, first?.whole.toPhoto ?? []),
    photoToText: gainAt1(whole.toText, first?.whole.toText ?? []),
  }));
}

function queriesOf(
  measured: readonly Measured[],
  { captions, photos }: CaptionGallery,
): EvaluatedQuery[] {
  const pathOf = (photo = 0) => {
    const key = photos[photo] ?? "";
    return key.slice(key.indexOf("/") + 1);
  };
  const byModel = <T>(of: (whole: BothWays) => T) =>
    Object.fromEntries(measured.map(({ model, whole }) => [model, of(whole)]));
  return captions.map(({ text, photo }, i) => ({
    photo: pathOf(photo),
    text,
    ranks: byModel(({ toPhoto }) => toPhoto[i] ?? 0),
    first: byModel(({ first }) => pathOf(first[i])),
  }));
}
