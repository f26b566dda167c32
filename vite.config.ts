/** How the app is built and served: ONNX Runtime's files from our own origin, cross-origin isolation, and everything kept for offline use. */
import { copyFileSync, mkdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { VitePWA } from "vite-plugin-pwa";

/** Threads in WASM need cross-origin isolation. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const ortFiles = [
  "ort-wasm-simd-threaded.asyncify.mjs",
  "ort-wasm-simd-threaded.asyncify.wasm",
];

/**
 * Copies ONNX Runtime's loader and wasm to public/ort/, from the copy that the installed transformers.js resolves to:
 * a wasm file of another build than the JavaScript beside it fails at start. See note: one ONNX Runtime.
 */
function onnxRuntimeFiles(): Plugin {
  return {
    name: "onnx-runtime-files",
    buildStart() {
      const ours = createRequire(import.meta.url);
      const theirs = createRequire(ours.resolve("@huggingface/transformers"));
      const pinned = dirname(realpathSync(theirs.resolve("onnxruntime-web")));
      if (pinned !== dirname(realpathSync(ours.resolve("onnxruntime-web"))))
        throw new Error(
          "package.json names another onnxruntime-web than @huggingface/transformers pins",
        );
      mkdirSync("public/ort", { recursive: true });
      for (const file of ortFiles)
        copyFileSync(join(pinned, file), join("public/ort", file));
    },
  };
}

export default defineConfig({
  // A missing model file must be a 404, never index.html with status 200.
  appType: "mpa",
  plugins: [
    onnxRuntimeFiles(),
    react(),
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        name: "tulip-photos",
        short_name: "tulip-photos",
        description: "Find your own photos by describing them at length.",
        theme_color: "#b3243f",
        background_color: "#ffffff",
        display: "standalone",
        icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml" }],
      },
      workbox: {
        // Everything that search needs offline: the app, ONNX Runtime, the embedded models, the sample photos.
        globPatterns: [
          "**/*.{html,js,mjs,css,svg,wasm,json,onnx,bin,jpg,png,md}",
        ],
        maximumFileSizeToCacheInBytes: 64 * 2 ** 20,
        navigateFallback: "index.html",
        // The first visit is kept at once; a new version waits for src/ui/new-version.ts.
        clientsClaim: true,
      },
    }),
  ],
  resolve: {
    conditions: [
      "onnxruntime-web-use-extern-wasm",
      "module",
      "browser",
      "development|production",
    ],
  },
  optimizeDeps: { exclude: ["@huggingface/transformers", "onnxruntime-web"] },
  worker: { format: "es" },
  build: { target: "es2022", chunkSizeWarningLimit: 1500 },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: { include: ["src/**/*.test.ts"] },
});
