/** Says which language was chosen and could not be fetched; the page goes on in the one it has. */
import { Languages } from "lucide-react";
import { languages, t, type Language } from "./language";
import { PageNotice } from "./PageNotice";

interface Props {
  readonly missing: Language | null;
  readonly onDismiss: () => void;
}

export function MissingLanguage({ missing, onDismiss }: Props) {
  return (
    <PageNotice
      icon={<Languages aria-hidden />}
      words={
        missing
          ? t(
              "{{language}} could not be loaded. Once there is a network, reload the page and choose it again.",
              { language: languages[missing] },
            )
          : ""
      }
      onDismiss={onDismiss}
    />
  );
}
