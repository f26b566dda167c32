/** What a search, its explanations and an evaluation answer. Types only. */
import type { RankedPhoto } from "../photo";
import type { Query } from "../query";
import type { Figures, Interval } from "../recall";

export interface Ranking {
  readonly model: string;
  /** The first photos, best first; the rest is asked for in stretches. */
  readonly ranked: readonly RankedPhoto[];
  /** How many photos it shows in all: the matches, without those that are folded into others. */
  readonly length: number;
  readonly matches: number;
  /** How many pass the filter, matches or not. */
  readonly passed: number;
  /** Whether the best photo fits better than one would fit a text about nothing. */
  readonly answered: boolean;
  /** How many photos it was taken from. */
  readonly searched: number;
}

export interface SearchResult {
  /** Names this search when more of its rankings is asked for; the engine keeps those of the latest. */
  readonly search: number;
  /** The exact query that was ranked. */
  readonly query: Query;
  /** One ranking per compared model, in their order. */
  readonly rankings: readonly Ranking[];
  /** How many photos were ranked, by the model that ranked most. */
  readonly searched: number;
  /** Every later model against the first. */
  readonly agreements: readonly Agreement[];
}

/** How far a model's ranking agrees with the first model's. */
export interface Agreement {
  readonly model: string;
  /** Photos that both put among their first ten. */
  readonly overlap: number;
  /** Spearman's, over all photos that pass the filter; NaN for fewer than two. */
  readonly correlation: number;
  /** The photos near the top of either that stand furthest apart, as this model ranks them. */
  readonly movers: readonly RankedPhoto[];
}

/** What the filters offer. */
export interface Facets {
  readonly cameras: readonly string[];
  readonly types: readonly string[];
  /** Folders and the folders in them, each by how its photos' keys begin. */
  readonly within: readonly {
    readonly begins: string;
    readonly name: string;
  }[];
  /** "2021-05-12"; empty where no photo has a date. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Photos whose place is known. */
  readonly placed: number;
}

/** What one sentence, by its UTF-16 offsets, adds to a photo's score; null where the model did not read it. */
export interface SentenceShare {
  readonly from: number;
  readonly to: number;
  readonly share: number | null;
}

/** Why one model gives a photo its score. */
export interface Why {
  readonly model: string;
  readonly score: number;
  readonly shares: readonly SentenceShare[];
}

/** A sentence that `stopped` does not read whole, and without which `changed` of the first ten of `reader` would be others. */
export interface CutSentence {
  readonly from: number;
  readonly to: number;
  readonly stopped: string;
  readonly reader: string;
  readonly changed: number;
}

/** How much lower one model scores a photo with each cell of a grid covered. */
export interface HeatMap {
  readonly model: string;
  /** [side x side], row by row. */
  readonly drops: readonly number[];
  readonly side: number;
  /** The part of the photo that the image tower sees. */
  readonly seen: "whole" | "centre square";
}

/** How well a model finds, reading so many tokens. */
export interface RecallPoint {
  readonly model: string;
  /** At most; where all were read, as many as the model read of the longest caption. */
  readonly tokens: number;
  /** As many as the model can. */
  readonly all: boolean;
  readonly textToPhoto: Figures;
  readonly photoToText: Figures;
}

export interface EvaluatedQuery {
  readonly photo: string;
  readonly text: string;
  /** Of the caption's own photo, by model id, with all read. */
  readonly ranks: Readonly<Record<string, number>>;
  /** The photo that each model puts first instead, or the same. */
  readonly first: Readonly<Record<string, string>>;
}

/** How many points of R@1 a model has above the first one, each caption and photo set against itself. */
export interface RecallGain {
  readonly model: string;
  readonly textToPhoto: Interval;
  readonly photoToText: Interval;
}

/** What a file of captions says of each compared model. */
export interface Evaluation {
  readonly file: string;
  readonly captions: number;
  /** Among which each caption looks for its own. */
  readonly photos: number;
  /** Rows of the file that lack a photo or a caption. */
  readonly incomplete: number;
  /** Named photos that not every model has encoded yet. */
  readonly waiting: number;
  /** Named photos that are not in the index, or could be several. */
  readonly unmatched: number;
  /** The first of them. */
  readonly unmatchedPhotos: readonly string[];
  readonly points: readonly RecallPoint[];
  /** Of every model but the first, with all read. */
  readonly gains: readonly RecallGain[];
  readonly queries: readonly EvaluatedQuery[];
}
