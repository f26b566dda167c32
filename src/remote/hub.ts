/** The Hugging Face hub's listing of a model repository: its commit now, and every file's size. */
import * as v from "valibot";
import { FailureError } from "../failures";
import { askForJson, askServer } from "./ask-server";
import type { Place } from "./place";

const commitSchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/)),
});

const listingSchema = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    size: v.optional(v.number(), 0),
  }),
);

interface Repository {
  readonly commit: string;
  /** Bytes of every file below the place's folder, by its path in the repository. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** @throws FailureError of `askServer`: remote-missing where there is no such repository, revision or folder */
export async function listRepository(
  { hub, repository, revision, folder }: Extract<Place, { kind: "hub" }>,
  signal: AbortSignal,
): Promise<Repository> {
  const api = `${hub}/api/models/${repository}`;
  const info = {
    path: `${repository}@${revision}`,
    url: `${api}/revision/${encodeURIComponent(revision)}`,
  };
  const { sha: commit } = parse(
    commitSchema,
    await askForJson(info, signal),
    info,
  );
  const path = folder.split("/").map(encodeURIComponent).join("/");
  const sizes = new Map<string, number>();
  let next: string | null =
    `${api}/tree/${commit}/${path}?recursive=true`.replace("/?", "?");
  while (next !== null) {
    const page = { path: `${info.path}/${folder}`, url: next };
    const answer = await askServer(page, signal);
    const files = parse(
      listingSchema,
      await answer.json().catch(() => null),
      page,
    );
    for (const { type, path: file, size } of files)
      if (type === "file") sizes.set(file, size);
    next = nextPage(answer.headers.get("Link"), next);
  }
  return { commit, sizes };
}

/** The hub lists a thousand files a page and names the next one in a header. */
export function nextPage(link: string | null, base: string): string | null {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? "")?.[1];
  return next === undefined ? null : new URL(next, base).href;
}

function parse<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
  { path, url }: { path: string; url: string },
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const { host } = new URL(url);
  throw new FailureError({ kind: "remote-page", file: path, host });
}
