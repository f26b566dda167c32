/** The heads of a table that has a column a model. */
import type { ModelInfo } from "../engine/messages";
import { titleOf } from "./words";

interface Props {
  readonly ids: readonly string[];
  readonly models: readonly ModelInfo[];
}

export function ModelHeads({ ids, models }: Props) {
  return ids.map((id) => (
    <th key={id} scope="col">
      {titleOf(models, id)}
    </th>
  ));
}
