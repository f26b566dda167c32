/** Every sentence that the source puts into the page's language, read from its syntax trees. For the catalogues' test. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface Sentence {
  readonly words: string;
  /** Whether it has plural forms, and of which kind. */
  readonly plural: "none" | Intl.PluralRuleType;
  /** "src/ui/App.tsx:12". */
  readonly place: string;
}

export interface Source {
  readonly sentences: readonly Sentence[];
  /** Words that stand in the markup as they are; calls of `t` whose sentence can't be read off, or that are made only once. */
  readonly loose: readonly string[];
}

const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label"]);
const hasWords = (text: string) => /\p{L}{2}/u.test(text);
/** Names, which are the same in every language. */
const names = new Set(["tulip-photos", "WebGPU", "WASM"]);

export function readSource(folder: string): Source {
  const sentences: Sentence[] = [];
  const loose: string[] = [];
  for (const path of readdirSync(folder, {
    recursive: true,
    encoding: "utf8",
  })) {
    // What is written for tests is never said to anybody.
    const isForTests = /\.test\.ts$|(^|\/)fixtures\//.test(path);
    if (!/\.tsx?$/.test(path) || isForTests) continue;
    const file = join(folder, path);
    const tree = ts.createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ts.ScriptTarget.Latest,
      true,
    );
    const placeOf = (node: ts.Node) =>
      `${file}:${String(tree.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
    const add = (words: string, node: ts.Node, ordinal = false) => {
      sentences.push({
        words,
        plural: !words.includes("{{count}}")
          ? "none"
          : ordinal
            ? "ordinal"
            : "cardinal",
        place: placeOf(node),
      });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
        const [first, second] = node.arguments;
        if (node.expression.text === "t" && first) {
          if (!ts.findAncestor(node, ts.isFunctionLike))
            loose.push(`${placeOf(node)} is said once, at load`);
          const found = literals(first);
          for (const words of found)
            add(words, node, second?.getText().includes("ordinal"));
          if (found.length === 0 && !isData(first))
            loose.push(`${placeOf(node)} ${first.getText()}`);
        }
      }
      if (
        ts.isVariableDeclaration(node) &&
        /sentences$/i.test(node.name.getText()) &&
        node.initializer &&
        ts.isObjectLiteralExpression(node.initializer)
      )
        for (const property of node.initializer.properties)
          if (ts.isPropertyAssignment(property))
            for (const words of literals(property.initializer))
              add(words, property);
      // A failure's reason is put into the page's language with its sentence.
      if (ts.isPropertyAssignment(node) && node.name.getText() === "reason")
        for (const words of literals(node.initializer)) add(words, node);
      const words = looseWords(node);
      if (words && hasWords(words) && !names.has(words))
        loose.push(`${placeOf(node)} ${words}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return { sentences, loose };
}

/** The strings that an expression may be, where that can be read off. */
function literals(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  return [];
}

/** `sentences[…]` and a failure's reason: they are read where they stand. */
const isData = (node: ts.Expression) =>
  (ts.isElementAccessExpression(node) &&
    /sentences$/i.test(node.expression.getText())) ||
  (ts.isPropertyAccessExpression(node) && node.name.text === "reason");

function looseWords(node: ts.Node): string {
  if (ts.isJsxText(node)) return node.text.trim();
  if (
    ts.isJsxAttribute(node) &&
    spoken.has(node.name.getText()) &&
    node.initializer &&
    ts.isStringLiteral(node.initializer)
  )
    return node.initializer.text;
  return "";
}
