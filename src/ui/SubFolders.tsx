/** The sub-folders of a folder, each with a box that leaves it out. */
import { useState } from "react";
import type { SubFolder } from "../engine/messages";
import type { Folder } from "../photo";
import { t } from "./language";
import type { Ask } from "./use-engine";

interface Props {
  readonly engine: Ask;
  readonly folder: Folder;
  /** Gets every path that is left out from now on. */
  readonly onExclude: (paths: readonly string[]) => void;
}

export function SubFolders({ engine, folder, onExclude }: Props) {
  const [subFolders, setSubFolders] = useState<readonly SubFolder[]>([]);
  const excluded = folder.excluded ?? [];
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
          const isOut = excluded.includes(path);
          return (
            <li key={path}>
              <label>
                <input
                  type="checkbox"
                  checked={!isOut}
                  onChange={() => {
                    onExclude(
                      isOut
                        ? excluded.filter((each) => each !== path)
                        : [...excluded, path],
                    );
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
