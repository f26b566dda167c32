/** Whether videos are indexed too, as the engine remembers it; null until it has said. */
import { useEffect, useState } from "react";
import type { Ask } from "./use-engine";

export function useVideos(
  engine: Ask,
  onChange: () => void,
): [videos: boolean | null, setVideos: (videos: boolean) => void] {
  const [videos, setVideos] = useState<boolean | null>(null);
  useEffect(() => {
    engine.request("videos", { videos: null }).then(setVideos, () => {
      // Without an engine there is nothing to switch; what is wrong is said elsewhere.
    });
  }, [engine]);
  return [
    videos,
    (wanted) => {
      setVideos(wanted);
      void engine.request("videos", { videos: wanted }).then(onChange);
    },
  ];
}
