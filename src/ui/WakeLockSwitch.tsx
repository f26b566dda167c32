/** Whether the screen stays on while photos are indexed: a computer that sleeps indexes nothing. */
import { t } from "./language";
import { hasWakeLock, useWakeLock } from "./use-wake-lock";

export function WakeLockSwitch() {
  const [wanted, setWanted] = useWakeLock();
  if (!hasWakeLock()) return null;
  return (
    <label className="index-switch">
      <input
        type="checkbox"
        checked={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.checked);
        }}
      />
      {t("Keep the screen on meanwhile")}
    </label>
  );
}
