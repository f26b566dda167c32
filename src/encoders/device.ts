/** Decides between WebGPU and WASM, and says why. */
import { FailureError, type Failure } from "../failures";

export type Device = "webgpu" | "wasm";
export type DeviceChoice = "auto" | Device;

/** The session that encodes photos, and why it is not another. */
export interface DeviceInUse {
  readonly device: Device;
  readonly dtype: string;
  /** WASM threads, 1 without cross-origin isolation. */
  readonly threads: number;
  /** The adapter's own words for itself, empty without one. */
  readonly adapter: string;
  /** Why a faster way was not taken, or what became of it; null when this is the first choice. */
  readonly why: Failure | null;
}

/** Where sessions may be opened: an adapter, or none and the reason. */
export interface DevicePlan {
  readonly adapter: GPUAdapter | null;
  /** An emulation on the processor, only taken when the address asks for it. */
  readonly software: boolean;
  readonly why: Failure | null;
}

const adapterWish = { powerPreference: "high-performance" } as const;

/** What ONNX Runtime asks for when it opens a device itself. */
const isUsed = (feature: string): feature is GPUFeatureName =>
  ["shader-f16", "subgroups", "subgroup-size-control"].includes(feature);
const usedLimits = [
  "maxBindGroups",
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const;

const softwareNames = /swiftshader|llvmpipe|lavapipe|basic render/i;

/**
 * @throws FailureError webgpu-required, when the choice is "webgpu" and there is none: never a silent WASM run
 */
export async function planDevice(choice: DeviceChoice): Promise<DevicePlan> {
  if (choice === "wasm")
    return without({ kind: "device-forced", device: choice });
  const found = await findAdapter();
  if (choice === "webgpu") {
    if ("why" in found)
      throw new FailureError({ kind: "webgpu-required", reason: found.reason });
    return { ...found, why: { kind: "device-forced", device: choice } };
  }
  if ("why" in found) return without(found.why);
  if (found.software)
    return without({
      kind: "software-adapter",
      adapter: adapterName(found.adapter),
    });
  return { ...found, why: null };
}

const without = (why: Failure): DevicePlan => ({
  adapter: null,
  software: false,
  why,
});

async function findAdapter(): Promise<
  { adapter: GPUAdapter; software: boolean } | { why: Failure; reason: string }
> {
  if (!isSecureContext)
    return {
      why: { kind: "insecure-address" },
      reason: "this address is not secure (https or localhost)",
    };
  // The type says that gpu is always there; browsers without WebGPU say otherwise.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu)
    return { why: { kind: "no-webgpu" }, reason: "this browser has no WebGPU" };
  const adapter = await gpu.requestAdapter(adapterWish).catch(() => null);
  if (!adapter)
    return {
      why: { kind: "no-adapter" },
      reason: "the browser found no graphics adapter",
    };
  return {
    adapter,
    software:
      adapter.info.isFallbackAdapter ||
      softwareNames.test(adapterName(adapter)),
  };
}

/**
 * Opens a graphics device; whoever asks for it destroys it, which frees its memory at once.
 * @throws FailureError webgpu-failed
 */
export async function openGpu(): Promise<GPUDevice> {
  try {
    const adapter = await navigator.gpu.requestAdapter(adapterWish);
    if (!adapter) throw new Error("no graphics adapter");
    const { features, limits } = adapter;
    return await adapter.requestDevice({
      requiredFeatures: [...features].filter(isUsed),
      requiredLimits: Object.fromEntries(
        usedLimits.map((name) => [name, limits[name]]),
      ),
    });
  } catch (error) {
    throw new FailureError({
      kind: "webgpu-failed",
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

export function adapterName({ info }: GPUAdapter): string {
  return (
    [info.vendor, info.architecture, info.description]
      .filter(Boolean)
      .join(" ") || "unnamed adapter"
  );
}
