/** Where photos are encoded, and, on demand, why there. */
import { Cpu, Zap } from "lucide-react";
import type { DeviceInUse } from "../engine/messages";
import { sentenceFor } from "../failures";
import { useDismiss } from "./use-dismiss";
import { count } from "./words";

export function DeviceChip({ device }: { device: DeviceInUse }) {
  const details = useDismiss();
  const onGpu = device.device === "webgpu";
  const Icon = onGpu ? Zap : Cpu;
  return (
    <details className="chip popover" ref={details}>
      <summary>
        <Icon aria-hidden />
        {onGpu ? "WebGPU" : "WASM"}
        <span className="sr-only">, and why</span>
      </summary>
      <div className="popover-panel">
        <p>
          {onGpu
            ? "Photos are encoded on the graphics processor, through WebGPU."
            : `Photos are encoded on the processor, with WASM in ${count(device.threads, "thread")}.`}
        </p>
        {device.why && <p>{sentenceFor(device.why)}</p>}
        <p className="fine">
          {device.adapter && `Adapter: ${device.adapter}. `}Numbers:{" "}
          {device.dtype}.
        </p>
      </div>
    </details>
  );
}
