/** What the tabs of this page tell each other: news of the folders, from the tab that indexes or removes them. */
import type { FolderNews } from "./messages";

export class Tabs {
  readonly #channel = new BroadcastChannel("tulip-photos folders");

  /** @param hear gets the news of other tabs */
  constructor(hear: (news: FolderNews) => void) {
    this.#channel.onmessage = ({ data }: MessageEvent<FolderNews>) => {
      hear(data);
    };
  }

  tell(news: FolderNews): void {
    this.#channel.postMessage(news);
  }
}
