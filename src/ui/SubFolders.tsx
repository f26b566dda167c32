/** The sub-folders of a folder, each with a box that leaves it out. */
import { startTransition, useOptimistic, useState } from "react";
import type { SubFolder } from "../engine/messages";
import { isUnder, type Folder } from "../photo";
import { t } from "./language";
import type { Ask } from "./use-engine";
import type { FolderActions } from "./use-folder";

interface Props {
  readonly engine: Ask;
  readonly folder: Folder;
  readonly exclude: FolderActions["exclude"];
}

export function SubFolders({ engine, folder, exclude }: Props) {
  const [subFolders, setSubFolders] = useState<readonly SubFolder[]>([]);
  // Until the engine has told of it: it first stores what it is encoding.
  const [excluded, change] = useOptimistic(
    folder.excluded ?? [],
    (paths, { path, isOut }: { path: string; isOut: boolean }) =>
      isOut ? [...paths, path] : paths.filter((each) => each !== path),
  );
  const ask = async () => {
    setSubFolders(await engine.request("sub-folders", { folder: folder.id }));
  };
  return (
    <details
      className="sub-folders"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void ask();
      }}
    >
      <summary>{t("Sub-folders")}</summary>
      {subFolders.length === 0 && <p>{t("There are none with photos.")}</p>}
      <ul>
        {subFolders.map(({ path, photos }) => {
          const isOut = isUnder(`${path}/`, excluded);
          return (
            <li key={path}>
              <label>
                <input
                  type="checkbox"
                  checked={!isOut}
                  disabled={isUnder(path, excluded)}
                  onChange={({ currentTarget: { checked } }) => {
                    startTransition(async () => {
                      change({ path, isOut: !checked });
                      await exclude(folder, path, !checked);
                    });
                  }}
                />
                {path}{" "}
                <span className="fine">
                  {isOut
                    ? t("left out")
                    : t("{{count}} photos", { count: photos })}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
