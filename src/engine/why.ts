/** Why a photo: what each sentence adds to its score, found by leaving the sentence out. See note: leaving a sentence out. */
import { topSize } from "../agreement";
import type { PhotoKey, UnitVector } from "../photo";
import { folderIdOf } from "../photo";
import type { Query } from "../query";
import { cosineOf, topOf } from "../rank";
import { leaveOut, sentencesOf, type Sentence } from "../sentences";
import type { CutSentence, SentenceShare, Why } from "./messages";
import { vectorFor } from "./query-vectors";
import { scoreFolders, shelvesOf, type Searched } from "./search";
import { passingRows } from "./whole-ranking";

/** What each sentence adds to a photo's score under every model that has seen the photo. Behind all searches. */
export async function explain(
  key: PhotoKey,
  query: Query,
  models: readonly Searched[],
  signal: AbortSignal,
): Promise<Why[]> {
  const explained: Why[] = [];
  for (const model of models) {
    const photo = photoVector(key, model);
    if (!photo) continue;
    const score = cosineOf(await vectorFor(query, model, false, signal), photo);
    const shares: SentenceShare[] = [];
    for (const sentence of sentencesOf(query.text)) {
      const without = withoutSentence(query, sentence, model);
      shares.push({
        ...sentence,
        share:
          without &&
          score -
            cosineOf(await vectorFor(without, model, false, signal), photo),
      });
    }
    explained.push({ model: model.encoder.model.id, score, shares });
  }
  return explained;
}

/**
 * Sentences that one model does not read whole and that matter to a model which reads on: without them, others would be
 * among that model's first ten photos that pass the filter. Behind all searches.
 */
export async function findCutSentences(
  query: Query,
  models: readonly Searched[],
  signal: AbortSignal,
): Promise<CutSentence[]> {
  const found: CutSentence[] = [];
  const cuts = models.map((model) => cutOf(query, model));
  const firstCut = Math.min(...cuts);
  const stopped = models[cuts.indexOf(firstCut)];
  const reader = models[cuts.lastIndexOf(Math.max(...cuts))];
  if (!stopped || !reader || firstCut === Math.max(...cuts)) return [];
  const first = firstOf(query, reader, signal);
  const whole = new Set(await first(query));
  for (const sentence of sentencesOf(query.text)) {
    if (sentence.to <= firstCut) continue;
    const without = withoutSentence(query, sentence, reader);
    if (!without) continue;
    const rows = await first(without);
    const changed = rows.filter((row) => !whole.has(row)).length;
    if (changed > 0)
      found.push({
        ...sentence,
        stopped: stopped.encoder.model.id,
        reader: reader.encoder.model.id,
        changed,
      });
  }
  return found.sort((a, b) => b.changed - a.changed);
}

/** Where a model stops reading the query's text; Infinity where it reads to the end. */
const cutOf = ({ text, budget }: Query, { encoder }: Searched): number =>
  encoder.read(text, budget).cut ?? Infinity;

/**
 * The query without a sentence, and without what the model never read: else the words after the cut would move up into
 * the room that the sentence leaves. null for a sentence that was not read.
 */
function withoutSentence(
  query: Query,
  { from, to }: Sentence,
  model: Searched,
): Query | null {
  const cut = cutOf(query, model);
  if (from >= cut) return null;
  const read = query.text.slice(0, cut);
  // Nothing but blanks is left of a text of one sentence: the empty text is then its opposite.
  return { ...query, text: leaveOut(read, { from, to }) || " " };
}

/** @returns the rows of the first photos for a query like `query` but for its text; what passes the filter is found once */
function firstOf({ filter }: Query, model: Searched, signal: AbortSignal) {
  const keys = model.folders.flatMap(({ table }) => table.keys);
  const passing = passingRows(keys, shelvesOf(model.folders), filter);
  return async (query: Query): Promise<number[]> => {
    const vector = await vectorFor(query, model, false, signal);
    const { scores } = scoreFolders(vector, model.folders);
    if (passing)
      for (let row = 0; row < scores.length; row++)
        if (!passing[row]) scores[row] = -Infinity;
    return topOf(scores, topSize);
  };
}

const photoVector = (
  key: PhotoKey,
  { folders }: Searched,
): UnitVector | undefined =>
  folders
    .find(({ folder }) => folder.id === folderIdOf(key))
    ?.table.vectorOf(key);
