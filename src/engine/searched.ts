/** The compared models, ready to search: each with its text tower, and every folder under its image tower. */
import { FailureError } from "../failures";
import { folderIdOf } from "../photo";
import type { Folders } from "./folders";
import { towerOf, type Installed } from "./library";
import type { Models } from "./models";
import type { Pictures } from "./pictures";
import type { Searched } from "./search";

export function openSearched(
  compared: readonly Installed[],
  folders: Folders,
  models: Models,
  pictures: Pictures,
): Promise<Searched[]> {
  return Promise.all(
    compared.map(async (model): Promise<Searched> => {
      const tower = towerOf(model);
      const { revision } = tower;
      const encoder = await models.textEncoder(model);
      return {
        encoder,
        folders: folders.under(revision),
        tower,
        imageEncoder: () => models.imageEncoder(tower),
        async vectorOf(part, signal) {
          if (part.kind === "picture")
            return pictures.vector(
              part,
              revision,
              () => models.imageEncoder(tower),
              signal,
            );
          const vector = folders
            .under(revision)
            .find(({ folder }) => folder.id === folderIdOf(part.key))
            ?.table.vectorOf(part.key);
          if (vector) return vector;
          throw new FailureError({ kind: "query-photo-gone", name: part.name });
        },
      };
    }),
  );
}
