/** What a person must hear or say before a folder is indexed that has to do with a known one. */
import { CircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import type { FolderStatus } from "../engine/messages";
import type { PickedFolder } from "../photo";
import type { PickInQuestion } from "./app-state";
import { IndexActions } from "./IndexActions";
import { t } from "./language";
import type { FolderActions } from "./use-folder";
import { folderName, list } from "./words";

interface Props {
  readonly wish: PickInQuestion;
  readonly folders: readonly FolderStatus[];
  readonly actions: FolderActions;
}

export function FolderInQuestion(props: Props) {
  return (
    <div className="notice" role="alert">
      <CircleQuestionMark aria-hidden />
      <p>{wordsOf(props.wish)}</p>
      <div className="actions">
        {answersTo(props)}
        <button type="button" onClick={props.actions.letBe}>
          {t("Dismiss")}
        </button>
      </div>
    </div>
  );
}

function wordsOf({ picked, question }: PickInQuestion): string {
  const chosen = nameOf(picked);
  switch (question.kind) {
    case "same":
      return t(
        "“{{folder}}” is indexed already, and {{found}} of its {{count}} photos are in the folder that you chose. Is it the same folder?",
        {
          folder: folderName(question.folder),
          found: question.found,
          count: question.known,
        },
      );
    case "inside": {
      const folder = folderName(question.folder);
      return question.leftOut === null
        ? t(
            "“{{chosen}}” lies in “{{folder}}” and is indexed with it, so there is nothing to add.",
            { chosen, folder },
          )
        : t(
            "“{{chosen}}” lies in “{{folder}}”, of which the sub-folder “{{path}}” is left out.",
            { chosen, folder, path: question.leftOut },
          );
    }
    case "around":
      return t(
        "In “{{chosen}}” lies what is indexed already: {{folders}}. It becomes part of “{{chosen}}”, and its photos are not encoded again.",
        {
          chosen,
          folders: list(question.folders.map((each) => folderName(each))),
        },
      );
  }
}

function answersTo({ wish, folders, actions }: Props): ReactNode {
  const { question } = wish;
  switch (question.kind) {
    case "same":
      return (
        <>
          <Answer
            onClick={() => {
              actions.answer(wish, { same: question.folder.id });
            }}
          >
            {t("It is the same: update it")}
          </Answer>
          <Answer
            onClick={() => {
              actions.answer(wish, { same: null });
            }}
          >
            {t("It is another one: add it")}
          </Answer>
        </>
      );
    case "inside": {
      const { folder, leftOut } = question;
      if (leftOut !== null)
        return (
          <Answer onClick={() => void actions.exclude(folder, leftOut, false)}>
            {t("Take “{{path}}” in again", { path: leftOut })}
          </Answer>
        );
      const status = folders.find((each) => each.folder.id === folder.id);
      return (
        status && (
          <IndexActions status={status} folders={[status]} actions={actions} />
        )
      );
    }
    case "around":
      return (
        <Answer
          onClick={() => {
            actions.answer(wish, { takesIn: true });
          }}
        >
          {t("Add “{{folder}}”", { folder: nameOf(wish.picked) })}
        </Answer>
      );
  }
}

function Answer({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" onClick={onClick}>
      {children}
    </button>
  );
}

const nameOf = (picked: PickedFolder): string =>
  picked.kind === "handle"
    ? picked.handle.name
    : picked.kind === "files"
      ? picked.name
      : "";
