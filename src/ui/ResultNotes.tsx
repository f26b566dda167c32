/** Between the query and the photos: what is left out, how far the models agree, what is folded. */
import type { Dispatch } from "react";
import type { ModelInfo, SearchResult } from "../engine/messages";
import type { Folding } from "../query";
import { Agreements } from "./Agreements";
import { FoldSwitch } from "./FoldSwitch";
import { MatchWords } from "./MatchWords";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";

interface Props {
  readonly engine: Ask;
  readonly result: SearchResult;
  readonly models: readonly ModelInfo[];
  readonly folding: Folding;
  readonly dispatch: Dispatch<Action>;
}

export function ResultNotes({
  engine,
  result,
  models,
  folding,
  dispatch,
}: Props) {
  return (
    <>
      <MatchWords result={result} models={models} dispatch={dispatch} />
      <div className="result-tools">
        <Agreements
          engine={engine}
          result={result}
          models={models}
          dispatch={dispatch}
        />
        <FoldSwitch result={result} folding={folding} dispatch={dispatch} />
      </div>
    </>
  );
}
