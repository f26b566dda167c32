/** What the tabs of this page tell each other: news of the folders, from the tab that indexes or removes them, and to stop. */
import type { FolderNews } from "./messages";

export type TabNews =
  | FolderNews
  /** A person pauses these folders, or all of them, wherever they are indexed. */
  | { readonly phase: "pause"; readonly folders: readonly string[] | null };

export class Tabs {
  readonly #channel = new BroadcastChannel("tulip-photos folders");

  /** @param hear gets the news of other tabs */
  constructor(hear: (news: TabNews) => void) {
    this.#channel.onmessage = ({ data }: MessageEvent<TabNews>) => {
      hear(data);
    };
  }

  tell(news: TabNews): void {
    this.#channel.postMessage(news);
  }
}
