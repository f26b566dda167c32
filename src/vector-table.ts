/** The vectors of one folder under one image tower, in memory: a flat matrix that knows which of its chunks changed. */
import { normalize, type PhotoKey, type UnitVector } from "./photo";

/** Rows a chunk: large enough that 100,000 photos are 100 records. */
export const chunkRows = 1024;

/** What one record in the index holds: up to 1,024 vectors, row by row, and whose they are (null: a hole). */
export interface VectorChunk {
  readonly chunk: number;
  readonly keys: readonly (PhotoKey | null)[];
  readonly vectors: Float32Array;
}

/** The rows that changed with one batch, until they are merged into their chunks: a batch then writes kilobytes, not a chunk. */
export interface VectorSegment {
  readonly rows: readonly number[];
  /** null: the row became a hole. */
  readonly keys: readonly (PhotoKey | null)[];
  readonly vectors: Float32Array;
}

/** What is to be stored of the rows that changed; `settle` it once it is. */
export type VectorChange =
  | {
      readonly kind: "segment";
      readonly at: number;
      readonly segment: VectorSegment;
    }
  /** All that changed since the last merge, with which every segment is done. */
  | { readonly kind: "chunks"; readonly chunks: readonly VectorChunk[] };

export class VectorTable {
  /** [capacity, dim]; only the first `rows` rows mean anything. */
  matrix: Float32Array;
  readonly keys: (PhotoKey | null)[] = [];
  /** Rows whose photo was removed; taken again before the table grows. */
  readonly holes = new Set<number>();
  readonly #rowOf = new Map<PhotoKey, number>();
  /** Rows that changed since they were stored. */
  readonly #changed = new Set<number>();
  /** Rows that are stored, if at all, in segments only. */
  readonly #unmerged = new Set<number>();
  #segments: number;

  constructor(
    readonly dim: number,
    chunks: readonly VectorChunk[] = [],
    segments: readonly VectorSegment[] = [],
    /** Number of the next segment. */
    nextSegment = 0,
  ) {
    this.#segments = nextSegment;
    const last = Math.max(-1, ...chunks.map(({ chunk }) => chunk));
    this.matrix = new Float32Array((last + 1) * chunkRows * dim);
    for (const { chunk, keys, vectors } of chunks) {
      this.matrix.set(vectors, chunk * chunkRows * dim);
      keys.forEach((key, i) => {
        this.#occupy(chunk * chunkRows + i, key);
      });
    }
    for (const segment of segments) this.#apply(segment);
  }

  get rows(): number {
    return this.keys.length;
  }

  /** Photos that have a vector. */
  get size(): number {
    return this.#rowOf.size;
  }

  has(key: PhotoKey): boolean {
    return this.#rowOf.has(key);
  }

  rowOf(key: PhotoKey): number | undefined {
    return this.#rowOf.get(key);
  }

  /** A copy: the table's own rows move when it grows. */
  vectorOf(key: PhotoKey): UnitVector | undefined {
    const row = this.#rowOf.get(key);
    if (row === undefined) return undefined;
    return normalize(this.matrix.slice(row * this.dim, (row + 1) * this.dim));
  }

  put(key: PhotoKey, vector: UnitVector): void {
    const [hole] = this.holes;
    const row = this.#rowOf.get(key) ?? hole ?? this.keys.length;
    this.#reserve(row + 1);
    this.matrix.set(vector, row * this.dim);
    this.#occupy(row, key);
    this.#changed.add(row);
  }

  remove(key: PhotoKey): void {
    const row = this.#rowOf.get(key);
    if (row === undefined) return;
    this.matrix.fill(0, row * this.dim, (row + 1) * this.dim);
    this.#occupy(row, null);
    this.#changed.add(row);
  }

  /**
   * What changed since it was stored, as copies: a segment, or, once a chunk's worth of rows is in segments, the chunks.
   * @param merge always gives chunks, for when nothing else is to be done
   * @returns null where nothing is to be stored
   */
  change(merge = false): VectorChange | null {
    const unmerged = new Set([...this.#unmerged, ...this.#changed]);
    if (unmerged.size === 0 || (!merge && this.#changed.size === 0))
      return null;
    if (merge || unmerged.size >= chunkRows) {
      const chunks = [...unmerged].map((row) => Math.floor(row / chunkRows));
      return {
        kind: "chunks",
        chunks: [...new Set(chunks)].map((chunk) => this.#chunk(chunk)),
      };
    }
    const rows = [...this.#changed];
    const vectors = new Float32Array(rows.length * this.dim);
    rows.forEach((row, i) => {
      const from = row * this.dim;
      vectors.set(this.matrix.subarray(from, from + this.dim), i * this.dim);
    });
    const keys = rows.map((row) => this.keys[row] ?? null);
    const segment = { rows, keys, vectors };
    return { kind: "segment", at: this.#segments, segment };
  }

  /** The change is stored. Until then its rows count as changed: a transaction may fail. */
  settle({ kind }: VectorChange): void {
    if (kind === "chunks") this.#unmerged.clear();
    else {
      for (const row of this.#changed) this.#unmerged.add(row);
      this.#segments++;
    }
    this.#changed.clear();
  }

  #chunk(chunk: number): VectorChunk {
    const from = chunk * chunkRows;
    const keys = this.keys.slice(from, from + chunkRows);
    const to = from + keys.length;
    const vectors = this.matrix.slice(from * this.dim, to * this.dim);
    return { chunk, keys, vectors };
  }

  #apply({ rows, keys, vectors }: VectorSegment) {
    rows.forEach((row, i) => {
      const key = keys[i] ?? null;
      this.#reserve(row + 1);
      const from = i * this.dim;
      this.matrix.set(vectors.subarray(from, from + this.dim), row * this.dim);
      this.#occupy(row, key);
      this.#unmerged.add(row);
    });
  }

  #occupy(row: number, key: PhotoKey | null) {
    while (this.keys.length < row) this.#occupy(this.keys.length, null);
    const before = this.keys[row];
    if (before && this.#rowOf.get(before) === row) this.#rowOf.delete(before);
    this.keys[row] = key;
    if (key === null) this.holes.add(row);
    else {
      this.holes.delete(row);
      this.#rowOf.set(key, row);
    }
  }

  #reserve(rows: number) {
    if (rows * this.dim <= this.matrix.length) return;
    const grown = new Float32Array(Math.max(chunkRows, 2 * rows) * this.dim);
    grown.set(this.matrix);
    this.matrix = grown;
  }
}
