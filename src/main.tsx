/** Starts the engine and mounts the page. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { DeviceChoice } from "./engine/messages";
import { App } from "./ui/App";
import { takeNewVersion } from "./ui/new-version";
import "./ui/style.css";
import { startEngine } from "./ui/use-engine";
import { startLanguage } from "./ui/use-language";

/** `?device=wasm` and `?device=webgpu` force the device. */
function askedDevice(): DeviceChoice {
  const asked = new URLSearchParams(location.search).get("device");
  return asked === "wasm" || asked === "webgpu" ? asked : "auto";
}

/** `?hub=https://…` names a mirror of the hub that models are looked up on by id. */
function askedHub(): string | null {
  const asked = new URLSearchParams(location.search).get("hub") ?? "";
  return URL.canParse(asked) ? new URL(asked).origin : null;
}

await takeNewVersion();
const engine = startEngine(askedDevice(), askedHub());
const root = document.getElementById("root");
await startLanguage();
if (root)
  createRoot(root).render(
    <StrictMode>
      <App engine={engine} />
    </StrictMode>,
  );
