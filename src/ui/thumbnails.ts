/** The stored small pictures that are on screen, and some that were: few requests at a time, and few object URLs. */
import type { PhotoKey, RankedPhoto } from "../photo";

/** The database gains nothing from more at a time, and what has left the screen is then not waited for. */
const REQUESTS = 8;
/** Kept after they left the screen, for scrolling back: two or three screens of them. */
const KEPT = 200;

export type PhotoUrl =
  | { readonly phase: "loading" }
  | { readonly phase: "shown"; readonly url: string }
  | { readonly phase: "missing" };

/** What names a thumbnail: a photo that changed has another one. */
export type Pictured = Pick<RankedPhoto, "key" | "modifiedMs">;

interface Thumbnail {
  readonly key: PhotoKey;
  picture: PhotoUrl;
  /** Told when the picture is there; empty while nothing on screen shows it. */
  readonly shownBy: Set<() => void>;
}

const loading: PhotoUrl = { phase: "loading" };
const nameOf = ({ key, modifiedMs }: Pictured) =>
  `${key}@${String(modifiedMs)}`;

export class Thumbnails {
  /** Those that left the screen are put to the end, so that the first are the longest unseen. */
  readonly #thumbnails = new Map<string, Thumbnail>();
  /** Names of those to be asked for, the newest last: that is where the person looks now. */
  readonly #waiting: string[] = [];
  #underWay = 0;

  constructor(
    private readonly request: (key: PhotoKey) => Promise<Blob | null>,
  ) {}

  of(photo: Pictured): PhotoUrl {
    return this.#thumbnails.get(nameOf(photo))?.picture ?? loading;
  }

  /**
   * Holds a photo's thumbnail for as long as it is on screen.
   * @returns lets it go
   */
  show(photo: Pictured, onChange: () => void): () => void {
    const name = nameOf(photo);
    const thumbnail = this.#thumbnails.get(name) ?? this.#add(name, photo.key);
    thumbnail.shownBy.add(onChange);
    return () => {
      thumbnail.shownBy.delete(onChange);
      if (thumbnail.shownBy.size === 0) this.#leave(name, thumbnail);
    };
  }

  #add(name: string, key: PhotoKey): Thumbnail {
    const added = { key, picture: loading, shownBy: new Set<() => void>() };
    this.#thumbnails.set(name, added);
    this.#waiting.push(name);
    this.#askNext();
    return added;
  }

  #leave(name: string, thumbnail: Thumbnail) {
    this.#thumbnails.delete(name);
    // What was not there yet or at all is asked for again when it comes back.
    if (thumbnail.picture.phase !== "shown") return;
    this.#thumbnails.set(name, thumbnail);
    const unseen = [...this.#thumbnails].filter(
      ([, { shownBy }]) => shownBy.size === 0,
    );
    for (const [oldest, { picture }] of unseen.slice(0, -KEPT)) {
      this.#thumbnails.delete(oldest);
      if (picture.phase === "shown") URL.revokeObjectURL(picture.url);
    }
  }

  #askNext() {
    while (this.#underWay < REQUESTS) {
      const name = this.#waiting.pop();
      if (name === undefined) return;
      const thumbnail = this.#thumbnails.get(name);
      if (thumbnail?.picture === loading) void this.#ask(name, thumbnail);
    }
  }

  async #ask(name: string, thumbnail: Thumbnail) {
    this.#underWay++;
    const blob = await this.request(thumbnail.key).catch(() => null);
    this.#underWay--;
    if (this.#thumbnails.get(name) === thumbnail) {
      thumbnail.picture = blob
        ? { phase: "shown", url: URL.createObjectURL(blob) }
        : { phase: "missing" };
      for (const tell of thumbnail.shownBy) tell();
    }
    this.#askNext();
  }
}
