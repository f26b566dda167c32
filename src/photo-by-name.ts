/** Tells which photo of the index a name in a file means, whatever the folders above the photos are called there. */

interface Named<T> {
  /** From the photo's name up. */
  readonly parts: readonly string[];
  readonly photo: T;
}

export class PhotosByName<T> {
  readonly #byName = new Map<string, Named<T>[]>();

  /** @param path within the photo's folder */
  add(path: string, photo: T): void {
    const parts = partsOf(path);
    const [name = ""] = parts;
    const alike = this.#byName.get(name);
    if (alike) alike.push({ parts, photo });
    else this.#byName.set(name, [{ parts, photo }]);
  }

  /**
   * The photo whose path agrees furthest, from its name up. Of those that agree as far, one whose whole path does.
   * @returns undefined where none or several photos could be meant
   */
  find(wanted: string): T | undefined {
    const parts = partsOf(wanted);
    const alike = (this.#byName.get(parts[0] ?? "") ?? []).map((one) => {
      const agreeing = agreement(one.parts, parts);
      const whole = agreeing === one.parts.length;
      return { photo: one.photo, degree: agreeing + (whole ? 0.5 : 0) };
    });
    const most = alike.reduce((max, { degree }) => Math.max(max, degree), 0);
    const [only, another] = alike.filter(({ degree }) => degree === most);
    return another ? undefined : only?.photo;
  }
}

function agreement(some: readonly string[], others: readonly string[]): number {
  const differs = some.findIndex((part, i) => part !== others[i]);
  return differs === -1 ? some.length : differs;
}

/** In one spelling: macOS writes letters and their accents apart. */
const partsOf = (path: string): string[] =>
  path
    .normalize("NFC")
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== ".")
    .toReversed();
