/** The vectors of one folder under one image tower, in memory: a flat matrix that knows which of its chunks changed. */
import { normalize, type PhotoKey, type UnitVector } from "./photo";

/** Rows a chunk: small enough to rewrite for a few photos, large enough that 100,000 photos are 100 records. */
export const chunkRows = 1024;

/** What one record in the index holds: up to 1,024 vectors, row by row, and whose they are (null: a hole). */
export interface VectorChunk {
  readonly chunk: number;
  readonly keys: readonly (PhotoKey | null)[];
  readonly vectors: Float32Array;
}

export class VectorTable {
  /** [capacity, dim]; only the first `rows` rows mean anything. */
  matrix: Float32Array;
  readonly keys: (PhotoKey | null)[] = [];
  /** Rows whose photo was removed; taken again before the table grows. */
  readonly holes = new Set<number>();
  readonly #rowOf = new Map<PhotoKey, number>();
  readonly #changed = new Set<number>();

  constructor(
    readonly dim: number,
    chunks: readonly VectorChunk[] = [],
  ) {
    const last = Math.max(-1, ...chunks.map(({ chunk }) => chunk));
    this.matrix = new Float32Array((last + 1) * chunkRows * dim);
    for (const { chunk, keys, vectors } of chunks) {
      this.matrix.set(vectors, chunk * chunkRows * dim);
      keys.forEach((key, i) => {
        this.#occupy(chunk * chunkRows + i, key);
      });
    }
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
    this.#changed.add(Math.floor(row / chunkRows));
  }

  remove(key: PhotoKey): void {
    const row = this.#rowOf.get(key);
    if (row === undefined) return;
    this.#rowOf.delete(key);
    this.matrix.fill(0, row * this.dim, (row + 1) * this.dim);
    this.#occupy(row, null);
    this.#changed.add(Math.floor(row / chunkRows));
  }

  /** The chunks that changed since the last call, as copies ready to be stored. */
  takeChanged(): VectorChunk[] {
    const chunks = [...this.#changed].map((chunk) => {
      const from = chunk * chunkRows;
      const keys = this.keys.slice(from, from + chunkRows);
      return {
        chunk,
        keys,
        vectors: this.matrix.slice(
          from * this.dim,
          (from + keys.length) * this.dim,
        ),
      };
    });
    this.#changed.clear();
    return chunks;
  }

  #occupy(row: number, key: PhotoKey | null) {
    while (this.keys.length < row) this.#occupy(this.keys.length, null);
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
