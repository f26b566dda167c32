/** The small print: whose models these are, under which licence. */
import { ShieldCheck } from "lucide-react";
import type { ModelInfo } from "../engine/messages";
import { KeysButton } from "./KeysDialog";
import { t } from "./language";
import { useOnline } from "./use-online";
import { list, originWords } from "./words";

export function Footer({ models }: { models: readonly ModelInfo[] }) {
  const online = useOnline();
  const alike = new Map<string, [ModelInfo, ...ModelInfo[]]>();
  for (const model of models) {
    const print = `${model.origin} ${model.licence}`;
    const group = alike.get(print);
    if (group) group.push(model);
    else alike.set(print, [model]);
  }
  return (
    <footer className="footer">
      <p>
        <ShieldCheck aria-hidden />{" "}
        {online
          ? t(
              "Everything runs in this browser: neither photos nor words are sent anywhere.",
            )
          : t("You are offline. Indexing and searching go on all the same.")}
      </p>
      <KeysButton />
      {[...alike.values()].map((group) => (
        <p key={group[0].id}>
          {t("{{models}}: {{origin}}. Licence: {{licence}}.", {
            models: list(group.map(({ title }) => title)),
            origin: originWords(group[0]),
            licence: group[0].licence,
          })}
        </p>
      ))}
    </footer>
  );
}
