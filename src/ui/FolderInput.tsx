/** A directory input: the way in for browsers without directory handles, always in the page. */
import type { RefObject } from "react";
import type { FolderActions } from "./use-folder";

/** React's types lack the attribute. */
const directory = { webkitdirectory: "" };

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly testId: string;
  readonly onTake: FolderActions["takeInput"];
}

export function FolderInput({ input, label, testId, onTake }: Props) {
  return (
    <input
      {...directory}
      ref={input}
      hidden
      type="file"
      multiple
      aria-label={label}
      data-testid={testId}
      onChange={onTake}
    />
  );
}
