/** The directory input: the way in for browsers without directory handles, always in the page. */
import type { RefObject } from "react";
import type { FolderActions } from "./use-folder";

/** React's types lack the attribute. */
const directory = { webkitdirectory: "" };

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onTake: FolderActions["takeInput"];
}

export function FolderInput({ input, onTake }: Props) {
  return (
    <input
      {...directory}
      ref={input}
      className="sr-only"
      type="file"
      multiple
      tabIndex={-1}
      aria-label="Folder of photos"
      data-testid="folder-input"
      onChange={onTake}
    />
  );
}
