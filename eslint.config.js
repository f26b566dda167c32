// Strict rules, and the direction of imports: ui -> engine/client -> engine/worker -> steps -> photo, failures.
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const engine = "/engine/(?!messages$|client$)";
const steps =
  "\\./(combine|folder|photo-header|decode|resample|photo-index|vector-table|rank|settings)$";

/** Forbids a set of files to import whatever matches. */
const mayNotImport = (files, regex, message) => ({
  files,
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-imports": ["error", { patterns: [{ regex, message }] }],
  },
});

export default defineConfig(
  { ignores: ["dist/", "public/", "modeling/", "node_modules/"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  hooks.configs.flat.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        console: "readonly",
        performance: "readonly",
        PerformanceObserver: "readonly",
        Buffer: "readonly",
        URL: "readonly",
        process: "readonly",
        window: "readonly",
      },
      parserOptions: { projectService: false },
    },
  },
  {
    // Loops over pixels and vectors: the index is in range by construction, and a fallback would cost and hide.
    files: [
      "src/agreement.ts",
      "src/alike.ts",
      "src/both-ways.ts",
      "src/rank.ts",
      "src/resample.ts",
    ],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  // Playwright's fixtures are handed on by a function called `use`, which is no React hook.
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  mayNotImport(
    ["src/ui/**", "src/main.tsx"],
    `(${engine}|/encoders/|/remote/|${steps})`,
    "The page sees only photo, query, failures, compare, engine/messages and engine/client.",
  ),
  mayNotImport(
    ["src/engine/client.ts"],
    `(/ui/|/encoders/|/remote/|${steps}|\\./(?!messages))`,
    "The client knows only the messages.",
  ),
  mayNotImport(
    ["src/engine/**"],
    "/ui/",
    "The engine knows nothing of the page.",
  ),
  mayNotImport(
    ["src/encoders/**"],
    `(/ui/|/engine/|\\.\\./(?!photo$|query$|failures$))`,
    "An encoder is a step: it imports only its own folder, photo, query and failures.",
  ),
  mayNotImport(
    ["src/remote/**"],
    `(/ui/|/engine/|\\.\\./(?!encoders/picked-files$|failures$))`,
    "What is asked of a server is a step: it imports only its own folder, failures, and what picked files are.",
  ),
  mayNotImport(["src/photo.ts"], ".", "The nouns import nothing."),
  mayNotImport(["src/query.ts"], "\\./(?!photo$)", "A query speaks of photos."),
  mayNotImport(
    ["src/failures.ts"],
    "\\./(?!failure-kinds$)",
    "Failures import nothing but their kinds.",
  ),
  mayNotImport(["src/failure-kinds.ts"], ".", "Kinds import nothing."),
  mayNotImport(
    [
      "src/folder.ts",
      "src/decode.ts",
      "src/combine.ts",
      "src/rank.ts",
      "src/compare.ts",
      "src/vector-table.ts",
      "src/settings.ts",
      "src/resample.ts",
      "src/photo-index.ts",
    ],
    "^\\.{1,2}/(ui|engine|encoders)/",
    "Steps import no encoder, no engine and no page; the engine composes them.",
  ),
);
