/** Whether videos are indexed too, by one of their frames. */
import { t } from "./language";
import type { Ask } from "./use-engine";
import { useVideos } from "./use-videos";

interface Props {
  readonly engine: Ask;
  /** The folders must be looked at again. */
  readonly onChange: () => void;
}

export function VideosSwitch({ engine, onChange }: Props) {
  const [videos, setVideos] = useVideos(engine, onChange);
  if (videos === null) return null;
  return (
    <label className="index-switch">
      <input
        type="checkbox"
        checked={videos}
        onChange={(event) => {
          setVideos(event.currentTarget.checked);
        }}
      />
      {t("Videos too, by one frame")}
    </label>
  );
}
