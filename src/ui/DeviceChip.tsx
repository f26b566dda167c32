/** Where photos are encoded, and, on demand, why there. */
import { Cpu, Zap } from "lucide-react";
import type { DeviceInUse } from "../engine/messages";
import { sentenceFor } from "./failure-words";
import { t } from "./language";
import { useDismiss } from "./use-dismiss";

export function DeviceChip({ device }: { device: DeviceInUse }) {
  const details = useDismiss();
  const onGpu = device.device === "webgpu";
  const Icon = onGpu ? Zap : Cpu;
  return (
    <details className="chip popover" ref={details}>
      <summary>
        <Icon aria-hidden />
        {onGpu ? "WebGPU" : "WASM"}
        <span className="sr-only">{t(", and why")}</span>
      </summary>
      <div className="popover-panel">
        <p>
          {onGpu
            ? t("Photos are encoded on the graphics processor, through WebGPU.")
            : t(
                "Photos are encoded on the processor, with WASM in {{count}} threads.",
                { count: device.threads },
              )}
        </p>
        {device.why && <p>{sentenceFor(device.why)}</p>}
        <p className="fine">
          {device.adapter &&
            t("Adapter: {{adapter}}.", { adapter: device.adapter })}{" "}
          {t("Numbers: {{dtype}}.", { dtype: device.dtype })}
        </p>
      </div>
    </details>
  );
}
