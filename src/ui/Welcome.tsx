/** A first visit: what this is, and the two ways in. */
import { FolderOpen, Images, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ModelInfo } from "../engine/messages";
import { sentenceFor } from "../failures";
import type { FolderActions } from "./use-folder";
import { list, number } from "./words";

interface Props {
  readonly models: readonly ModelInfo[];
  readonly actions: FolderActions;
  /** Failures, and the specimen that shows the idea. */
  readonly notice: ReactNode;
  readonly specimen: ReactNode;
}

export function Welcome({ models, actions, notice, specimen }: Props) {
  const ours = models
    .filter(({ origin }) => origin === "trained by this project")
    .map(({ title }) => title);
  return (
    <main className="welcome">
      <div className="welcome-words">
        <h2>Find a photo by describing it at length.</h2>
        <p className="lead">
          Write a whole paragraph, as you remember the picture.{" "}
          {models.map(readsWords).join(" ")} Your photos are ranked by each,
          side by side, so you see what the rest of your words were worth.
        </p>
        {notice}
        <div className="actions">
          <button type="button" className="primary" onClick={actions.choose}>
            <FolderOpen aria-hidden /> Choose a folder of photos
          </button>
          <button type="button" onClick={actions.chooseSamples}>
            <Images aria-hidden /> Try the sample photos
          </button>
        </div>
        <p className="drop-words">Or drop a folder anywhere on this page.</p>
        <p className="privacy">
          <ShieldCheck aria-hidden /> Photos never leave this computer. Switch
          off the network and see.
        </p>
        {!window.isSecureContext && (
          <p className="fine">{sentenceFor({ kind: "insecure-address" })}</p>
        )}
      </div>
      {specimen}
      <ol className="steps">
        <li>
          <h3>Choose</h3>
          <p>
            Every photo in the folder is looked at once, here in the browser.
            Photos stay where they are; an index and small thumbnails are kept.
          </p>
        </li>
        <li>
          <h3>Describe</h3>
          <p>
            Type, and the rankings follow. Searching works while a large folder
            is still being indexed.
          </p>
        </li>
        <li>
          <h3>Compare</h3>
          <p>
            See where a model stopped reading, and which photos the rest of the
            paragraph moved.
            {ours.length > 0 &&
              ` ${list(ours)} are small models trained by this project, not the authors’ checkpoints.`}
          </p>
        </li>
      </ol>
    </main>
  );
}

const readsWords = ({ title, context }: ModelInfo) =>
  context === null
    ? `${title} reads to the end.`
    : `${title} stops reading at token ${number(context)}.`;
