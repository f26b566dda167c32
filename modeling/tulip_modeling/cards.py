"""MODEL_CARD.md of each model: the prose in card_texts/, every figure from modeling/results."""

from pathlib import Path

from tulip_modeling.ablation_tables import (
    ablations_table,
    baselines_table,
    domains_line,
    lost_line,
    pairs_lines,
    seeds_line,
    spread_words,
    unmeasured_line,
    verdicts,
)
from tulip_modeling.ablations import RANKS
from tulip_modeling.card_tables import (
    aims_line,
    apart_line,
    back_line,
    distil_table,
    figures_table,
    files_rows,
    gains_table,
    image_cost,
    kinds_table,
    test_line,
    text_cost,
)
from tulip_modeling.manifest import IMAGE_FILES, TABLE, TEXT_FILES
from tulip_modeling.paths import Paths
from tulip_modeling.probe_tables import (
    NEEDLE_READERS,
    beyond_table,
    joined_line,
    needles_table,
    tokens_table,
    unrelated_line,
)
from tulip_modeling.readme import fill_readme, readme_figures
from tulip_modeling.recipe_words import head_recipe, near_line, tried_line, views_line
from tulip_modeling.records import read_ranks
from tulip_modeling.results import read_result
from tulip_modeling.tokens import TRAINED_CONTEXT

TEXTS = Path(__file__).with_name("card_texts")


def write_cards(paths: Paths) -> None:
    """Fills both texts and writes them beside the models; the README's figures too."""
    names = (
        "train",
        "distil",
        "tune",
        "val",
        "verify",
        "probes",
        "needles",
        "beyond",
        "near-duplicates",
        "ablations",
        "sizes",
    )
    found = {name: read_result(paths.results, name) for name in names}
    _, asked = read_ranks(paths.results, RANKS)
    _, val_ranks = read_ranks(paths.results, "val-ranks")
    train, distil, tune, val = (found[n] for n in ("train", "distil", "tune", "val"))
    near, clip, tulip = found["near-duplicates"], "clip-lite", "tulip-lite"
    image = [
        (
            IMAGE_FILES["fp32"],
            "image tower, float16 stored, float32 run",
            "image fp32, max abs",
        ),
        (IMAGE_FILES["fp16"], "image tower, float16 throughout", "image fp16, cosine"),
    ]
    table = (TABLE, "token table of both text towers, int8", "")
    text = {
        clip: (TEXT_FILES[clip], "text tower, int8 weights", f"{clip} q8 at 77, cosine"),
        tulip: (TEXT_FILES[tulip], "text tower, int8 weights", f"{tulip} q8 at 248, cosine"),
    }
    stage1, stage2, rows = distil["recipe"], tune["recipe"], found["ablations"]
    fills = {
        clip: {
            "train_recipe": head_recipe(train),
            "train_tried": tried_line(train),
            "figures": figures_table(val, ("clip-lite at 77",)),
            "aims": aims_line(val, "clip-lite at 77"),
            "near": near_line(near),
            "apart": apart_line(val, near),
            "kinds": kinds_table(val, ("clip-lite at 77",)),
            "needles": needles_table(found["needles"], NEEDLE_READERS[3:]),
            "image": image_cost(found["sizes"]),
            "cost": text_cost(paths.models, found["sizes"], clip),
            "test": test_line(paths.results, "clip-lite at 77", val["weights"], near),
            "files": files_rows(paths.models, found["verify"], [*image, text[clip], table]),
            "weights": val["weights"][clip][:12],
        },
        tulip: {
            "theta": f"{tune['theta']:,.0f}",
            "distil_recipe": f"{stage1['rounds']} rounds of {stage1['captions']:,} short captions "
            f"and {stage1['chunks']:,} pieces of long texts, AdamW at {stage1['peak']:g}",
            "tune_recipe": f"{stage2['rounds']} passes, AdamW at {stage2['peak']:g}, "
            f"moving average of the weights ({stage2['average']:g})",
            "runs": f"{len(tune['runs'])}",
            "run_seeds": ", ".join(str(run["seed"]) for run in tune["runs"]),
            "trained": f"{TRAINED_CONTEXT}",
            "views": views_line(stage2["views"]),
            "distil": distil_table(distil),
            "figures": figures_table(val, tuple(val["figures"]["short"])),
            "gains": gains_table(val["gains"]),
            "kinds": kinds_table(val, ("clip-lite at 77", tulip)),
            "back": back_line(val_ranks),
            "apart": apart_line(val, near),
            "cost": text_cost(paths.models, found["sizes"], tulip),
            "tokens": tokens_table(found["probes"]),
            "needles": needles_table(found["needles"]),
            "unrelated": unrelated_line(found["probes"]),
            "joined": joined_line(found["probes"]),
            "beyond": beyond_table(found["beyond"]),
            "ablations": ablations_table(rows, asked),
            "baselines": baselines_table(rows, asked),
            "verdicts": verdicts(rows, asked),
            "domains": domains_line(rows, asked),
            "lost": lost_line(asked),
            "spread": spread_words(rows, asked),
            "seeds": seeds_line(rows),
            "pairs": pairs_lines(rows, asked),
            "unmeasured": unmeasured_line(rows),
            "test": test_line(paths.results, tulip, val["weights"], near),
            "files": files_rows(paths.models, found["verify"], [text[tulip], table]),
            "weights": val["weights"][tulip][:12],
        },
    }
    for model, fill in fills.items():
        prose = (TEXTS / f"{model}.md").read_text(encoding="utf-8")
        for key, value in fill.items():
            prose = prose.replace("{" + key + "}", value)
        (paths.models / model / "MODEL_CARD.md").write_text(prose, encoding="utf-8")
    fill_readme(
        paths.readme,
        readme_figures(val, baselines_table(rows, asked, ks=(1,)), verdicts(rows, asked)),
    )
