/** What a person wrote -> the place on the web where a model lies. */
import { FailureError } from "../failures";

/** Where models come from when only an id is given; `?hub=` in the page's address names a mirror. */
export const publicHub = "https://huggingface.co";

export type Place =
  /** `url` ends with a slash; manifest.json lies there. */
  | { readonly kind: "folder"; readonly url: string }
  | { readonly kind: "zip"; readonly url: string }
  | {
      readonly kind: "hub";
      /** The hub's own address, without a slash at its end. */
      readonly hub: string;
      /** `owner/name`. */
      readonly repository: string;
      /** A branch, a tag or a commit. */
      readonly revision: string;
      /** Inside the repository; empty for its root, else with a slash at its end. */
      readonly folder: string;
    };

const name = String.raw`[\w][\w.-]*`;
const revision = String.raw`(?:refs/[\w-]+/)?[^/@\s]+`;
const folder = String.raw`(?:/[^/@\s]+)*`;
const hubId = new RegExp(
  `^(${name}/${name})(?:@(${revision}))?(${folder})/?$`,
  "u",
);
/** The address of a repository's page on the hub, or of a folder or file in it. */
const hubPage = new RegExp(
  `^/(${name}/${name})(?:/(?:tree|blob|resolve)/(${revision})(${folder}))?/?$`,
  "u",
);

/**
 * Reads `owner/name`, `owner/name@revision/folder`, or the address of a model's folder, manifest.json, ZIP or hub page.
 * @param hub where ids are looked up
 * @throws FailureError remote-address
 */
export function parsePlace(written: string, hub: string): Place {
  const text = written.trim();
  const id = hubId.exec(text);
  if (id) return hubPlace(hub, id);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new FailureError({ kind: "remote-address", address: text });
  url.hash = "";
  if (/\.zip$/i.test(url.pathname)) return { kind: "zip", url: url.href };
  const page = hubPage.exec(decodeURI(url.pathname));
  const isHub = [hub, publicHub].includes(url.origin);
  if (isHub && page) return hubPlace(url.origin, page);
  url.search = "";
  return { kind: "folder", url: withSlash(withoutManifest(url.href)) };
}

function hubPlace(
  hub: string,
  [, repository = "", revision = "main", path = ""]: RegExpExecArray,
): Place {
  const folder = withoutManifest(path).replace(/^\//, "");
  return {
    kind: "hub",
    hub,
    repository,
    revision,
    folder: folder === "" ? "" : withSlash(folder),
  };
}

const withoutManifest = (path: string) => path.replace(/\/manifest\.json$/, "");
const withSlash = (path: string) => (path.endsWith("/") ? path : `${path}/`);
