/** What Python makes of photos, in the environment that `npm test` sets up. */
import { spawnSync } from "node:child_process";

export function python(args: readonly string[], input = ""): string {
  const { stdout, stderr, status } = spawnSync(
    "modeling/.venv/bin/python",
    args,
    { input, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Vectors by Pillow and ONNX Runtime, by path. */
export const pillowVectors = (
  photos: readonly string[],
): Record<string, number[]> =>
  JSON.parse(python(["e2e/pillow_vectors.py"], photos.join("\n"))) as Record<
    string,
    number[]
  >;

/** Writes a photo as HEIC. */
export const writeHeic = (photo: string, to: string) =>
  python(["e2e/write_heic.py", photo, to]);
