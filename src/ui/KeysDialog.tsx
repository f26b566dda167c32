/** All keys of the page; `?` shows them, and so does the button for those who have not heard of it. */
import { Keyboard } from "lucide-react";
import { useState } from "react";
import { DialogFrame } from "./DialogFrame";
import { t } from "./language";
import { usePageKeys } from "./use-keys";

export function KeysButton() {
  const [open, setOpen] = useState(false);
  const show = () => {
    setOpen(true);
  };
  usePageKeys({ "?": show });
  return (
    <>
      <button type="button" onClick={show}>
        <Keyboard aria-hidden /> {t("Keys")}
      </button>
      {open && (
        <KeysDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <DialogFrame heading={t("Keys")} size="narrow" onClose={onClose}>
      {keys().map(({ where, list }) => (
        <section key={where} className="keys" aria-label={where}>
          <h3>{where}</h3>
          <dl>
            {list.map(([names, what]) => (
              <div key={what}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </DialogFrame>
  );
}

type KeyWords = readonly [names: readonly string[], what: string];

function keys(): readonly { where: string; list: readonly KeyWords[] }[] {
  return [
    {
      where: t("Everywhere"),
      list: [
        [["/"], t("to the description")],
        [["[", "]"], t("read fewer or more tokens")],
        [["Esc"], t("back")],
        [["?"], t("these keys")],
      ],
    },
    {
      where: t("Among the photos"),
      list: [
        [
          ["←", "→", "↑", "↓"],
          t("from photo to photo, across the columns too"),
        ],
        [
          ["Home", "End"],
          t("to the ends of the row; with Ctrl, of the ranking"),
        ],
        [["PgUp", "PgDn"], t("some rows on")],
        [["Enter"], t("open the photo")],
        [[t("Space")], t("select the photo; with Shift, up to it")],
      ],
    },
    {
      where: t("In the large photo"),
      list: [
        [["←", "→"], t("the photo before and the next one")],
        [["+", "−", "0"], t("zoom in, zoom out, the whole photo")],
        [["↑", "↓"], t("move the photo while it is zoomed in; ← and → too")],
      ],
    },
  ];
}
