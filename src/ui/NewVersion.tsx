/** Keeps the app for offline use, and says when a new version of it waits. See note: a new version waits. */
import { RefreshCw } from "lucide-react";
import { useRegisterSW } from "virtual:pwa-register/react";
import { t } from "./language";
import { PageNotice } from "./PageNotice";

export function NewVersion() {
  const {
    needRefresh: [isReady],
  } = useRegisterSW({
    // What the first visit needs comes first.
    immediate: false,
    // A reload is for the person to wish: it takes the paragraph from under their hands.
    onNeedReload: () => undefined,
  });
  return (
    <PageNotice
      icon={<RefreshCw aria-hidden />}
      words={
        isReady
          ? t(
              "A new version of this page is ready. A reload takes it, once no other tab of this page is open.",
            )
          : ""
      }
    >
      <button
        type="button"
        onClick={() => {
          location.reload();
        }}
      >
        {t("Reload")}
      </button>
    </PageNotice>
  );
}
