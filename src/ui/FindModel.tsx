/** The box for a model's address or Hugging Face id. */
import { Search } from "lucide-react";
import { useId } from "react";
import { t } from "./language";

interface Props {
  readonly busy: boolean;
  readonly onFind: (address: string) => void;
}

export function FindModel({ busy, onFind }: Props) {
  const id = useId();
  return (
    <form
      className="find-model"
      onSubmit={(event) => {
        event.preventDefault();
        const written = new FormData(event.currentTarget).get("address");
        if (!busy && typeof written === "string" && written.trim() !== "")
          onFind(written);
      }}
    >
      <label htmlFor={id}>{t("Or from the web")}</label>
      <input
        id={id}
        name="address"
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={t("owner/name on Hugging Face, or https://…")}
        aria-describedby={`${id}-more`}
      />
      <button type="submit" aria-disabled={busy}>
        <Search aria-hidden /> {t("Look")}
      </button>
      <p id={`${id}-more`} className="fine">
        {t(
          "A Hugging Face id (owner/name, owner/name@revision, with a folder after it where the model lies in one), or the address of an exported folder or ZIP. Looking fetches the description only.",
        )}
      </p>
    </form>
  );
}
