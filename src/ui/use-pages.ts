/** The pages in dialogs that the header leads to, and who takes what is dropped while one is open. */
import {
  useCallback,
  useRef,
  useState,
  type Dispatch,
  type RefObject,
} from "react";
import type { ModelActions, ModelsPage } from "./models-page";
import type { Action } from "./reduce";
import { useDrop, type DropState } from "./use-drop";
import type { Engine } from "./use-engine";
import {
  useEvaluation,
  type EvaluationActions,
  type EvaluationPage,
} from "./use-evaluation";
import type { FolderActions } from "./use-folder";
import { useModels } from "./use-models";
import type { PictureActions } from "./use-pictures";

export interface Pages {
  readonly models: ModelsPage;
  readonly modelActions: ModelActions;
  readonly modelsInput: RefObject<HTMLInputElement | null>;
  readonly evaluation: EvaluationPage;
  readonly evaluationActions: EvaluationActions;
  readonly onLibrary: boolean;
  readonly openLibrary: () => void;
  readonly closeLibrary: () => void;
  /** Whether files are held over the page. */
  readonly drop: DropState;
}

export function usePages(
  engine: Engine,
  folders: FolderActions,
  { takeDropped }: PictureActions,
  dispatch: Dispatch<Action>,
): Pages {
  const modelsInput = useRef<HTMLInputElement>(null);
  const [models, modelActions] = useModels(engine, modelsInput, dispatch);
  const [evaluation, evaluationActions] = useEvaluation(engine);
  const [onLibrary, setOnLibrary] = useState(false);
  const { takeDrop } =
    evaluation.phase !== "closed"
      ? evaluationActions
      : models.phase === "open"
        ? modelActions
        : folders;
  const drop = useDrop(
    useCallback(
      (transfer, on) => {
        if (!takeDropped(transfer, on)) takeDrop(transfer);
      },
      [takeDropped, takeDrop],
    ),
  );
  return {
    models,
    modelActions,
    modelsInput,
    evaluation,
    evaluationActions,
    onLibrary,
    openLibrary: () => {
      setOnLibrary(true);
    },
    closeLibrary: () => {
      setOnLibrary(false);
    },
    drop,
  };
}
