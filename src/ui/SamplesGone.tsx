/** Says where the sample photos went when somebody added a folder of their own. */
import { Images } from "lucide-react";
import { t } from "./language";
import { PageNotice } from "./PageNotice";

interface Props {
  readonly madeRoom: boolean;
  readonly onDismiss: () => void;
}

export function SamplesGone({ madeRoom, onDismiss }: Props) {
  return (
    <PageNotice
      icon={<Images aria-hidden />}
      words={
        madeRoom
          ? t(
              "The sample photos made room for your own. They are offered again when no folder is left.",
            )
          : ""
      }
      onDismiss={onDismiss}
    />
  );
}
