/** Photos of the same content: what one of them was encoded to is good for the others, so a photo that was moved is not encoded again. */
import { isExact } from "../content-hash";
import type { PhotoKey, UnitVector } from "../photo";
import { type PhotoIndex } from "../photo-index";
import { isEncodedBy, type PhotoRecord } from "../index-schema";
import type { FolderIndex } from "./folder-index";

type Indexed = Extract<PhotoRecord["state"], { kind: "indexed" }>;

/** What a photo is indexed as without being decoded. */
export interface Twin {
  readonly state: Indexed;
  readonly vector: UnitVector;
  readonly thumbnail: Blob | null;
}

export class Twins {
  readonly #keys = new Map<string, PhotoKey>();

  /**
   * @param folders every folder under the image tower at work
   * @param isThere whether a photo is where its record says, as far as is known
   */
  constructor(
    private readonly folders: readonly FolderIndex[],
    private readonly isThere: (key: PhotoKey) => boolean,
    private readonly index: PhotoIndex,
  ) {
    for (const { records } of folders)
      for (const [key, { hash }] of records)
        if (hash) this.#keys.set(hash, key);
  }

  /** A photo that was encoded in this run, and whose record is stored. */
  add(hash: string, key: PhotoKey): void {
    this.#keys.set(hash, key);
  }

  async find(hash: string): Promise<Twin | null> {
    const known = this.#keys.get(hash);
    if (known === undefined) return null;
    // A hash of both ends tells that a photo moved, not that two are the same, nor that one is as it was.
    if (!isExact(hash) && this.isThere(known)) return null;
    const folder = this.folders.find(({ table }) => table.has(known));
    const record = folder?.records.get(known);
    const vector = folder?.table.vectorOf(known);
    if (!folder || !vector || record?.state.kind !== "indexed") return null;
    if (record.hash !== hash || !isEncodedBy(record, folder.revision))
      return null;
    const { state } = record;
    const thumbnail = (await this.index.thumbnail(known)) ?? null;
    return { state, vector, thumbnail };
  }
}
