"""python -m tulip_modeling upgrade: both stages of TULIP for a teacher, as one checkpoint."""

import copy
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.captions import DataError, read_pairs, read_texts
from tulip_modeling.checkpoint import CheckpointError, save
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.hub import fetch_sources
from tulip_modeling.importer.layout import preprocessor_config
from tulip_modeling.importer.weights import SETTINGS, weights_file
from tulip_modeling.manifest import write_json
from tulip_modeling.results import rounded
from tulip_modeling.rope import ntk_theta
from tulip_modeling.rounds import Measured
from tulip_modeling.steps import choose_precision
from tulip_modeling.upgrade.aligning import Aligned, align_student
from tulip_modeling.upgrade.distilling import closeness, distil_student, keep_aside
from tulip_modeling.upgrade.options import THETA, UpgradeOptions, parse
from tulip_modeling.upgrade.teacher import Teacher, load_teacher, make_student, scale_theta

Json = dict[str, Any]


def upgrade_command(arguments: list[str]) -> int:
    """Runs the command line; what is wrong with a file is said in one sentence."""
    try:
        upgrade(parse(arguments))
    except (CheckpointError, DataError) as error:
        print(f"Nothing was written: {error}", file=sys.stderr)
        return 1
    return 0


def upgrade(options: UpgradeOptions) -> Aligned:
    """Trains both stages and writes the checkpoint; the trained towers, for those who go on."""
    if options.out.exists():
        raise DataError(f"{options.out} is there already: delete it or name another file")
    texts, pairs = read_texts(options.texts), read_pairs(options.pairs)
    precision = choose_precision(options.precision, options.device)
    asked = fetch_sources(options.reading())
    teacher = load_teacher(asked, precision.device)
    beside = files_beside(options, teacher)
    hold_run(options.run, fingerprint(options, asked.path))
    print(f"teacher: {teacher.format}, {teacher.context} tokens; {len(texts):,} texts and "
          f"{len(pairs):,} photos; {precision.device}, {precision.dtype}")  # fmt: skip
    torch.manual_seed(options.seed)
    student = make_student(teacher.text, THETA)
    aside = [texts[row] for row in keep_aside(len(texts))[1]]
    swapped = closeness(student, teacher, aside)
    distilled = distil_student(student, teacher, texts, options, precision)
    report("stage 1, texts to the teacher's vectors", swapped, distilled)
    model = aligned_model(student, teacher, options)
    before, aligned = align_student(model, teacher, pairs, options, precision)
    report("stage 2, long captions to photos", before, aligned)
    log = {"stage 1": [swapped, *distilled], "stage 2": [before, *aligned]}
    for path, content in beside.items():
        write_json(path, content)
    write_json(options.out.with_suffix(".json"), rounded(log))
    save(options.out, checkpoint_of(model, teacher, options))
    print(
        f"written: {options.out} (theta {model.text.config.theta:,.0f}), with what `import` needs "
        f"beside it; {options.run} may be deleted"
    )
    return model


def aligned_model(student: ClipTextTower, teacher: Teacher, options: UpgradeOptions) -> Aligned:
    """What stage 2 starts from: theta scaled to the longer context, the teacher's temperature."""
    theta = ntk_theta(
        THETA, options.ntk, teacher.context, options.context, student.config.blocks.head_dim
    )
    image = copy.deepcopy(teacher.image).requires_grad_(True) if options.tune_images else None
    return Aligned(scale_theta(student, theta), image, teacher.logit_scale)


def report(title: str, before: Measured, log: list[Measured]) -> None:
    """First and last of what was measured."""
    shown = [f"{key} {value:.4f} -> {log[-1][key]:.4f}" for key, value in before.items()]
    shown.append(f"loss {log[0]['loss']:.4f} -> {log[-1]['loss']:.4f}")
    print(f"{title}: {', '.join(shown)}")


def hold_run(run: Path, now: Json) -> None:
    """Refuses to go on with a run that was begun with other settings or files."""
    path = run / "settings.json"
    if not path.exists():
        write_json(path, now)
        return
    begun = json.loads(path.read_text(encoding="utf-8"))
    changed = [key for key in now if now[key] != begun.get(key)]
    if changed:
        raise DataError(
            f"{run} holds a run that was begun with other {', '.join(changed)}: give the "
            "same again, or delete that folder to begin anew"
        )


def fingerprint(options: UpgradeOptions, teacher: Path) -> Json:
    """Every setting, and the hash of every file that is read."""
    settings = {key: str(value) for key, value in asdict(options).items()}
    files = {"teacher": [weights_file(teacher)], "texts": options.texts}
    for key, paths in (files | {"pairs": [options.pairs]}).items():
        settings[key] = " ".join(_sha256(path) for path in paths)
    return settings


def files_beside(options: UpgradeOptions, teacher: Teacher) -> dict[Path, Json]:
    """What `import` looks for beside a checkpoint; another model's are not overwritten."""
    files = {
        options.out.with_name("tokenizer.json"): teacher.words.spec,
        options.out.with_name("preprocessor_config.json"): preprocessor_config(teacher.framing),
    }
    for path, content in files.items():
        if path.exists() and json.loads(path.read_text(encoding="utf-8")) != content:
            raise DataError(f"{path} is another model's: name a new folder with --out")
    return files


def checkpoint_of(model: Aligned, teacher: Teacher, options: UpgradeOptions) -> Json:
    """TULIP's format, with what the importer can't tell from weights beside the state dict."""
    image = teacher.image if model.image is None else model.image
    state: dict[str, Tensor] = {
        **{f"visual.{key}": value for key, value in image.state_dict().items()},
        **model.text.state_dict(),
        "logit_scale": model.logit_scale,
    }
    blocks = {"image": image.config.blocks, "text": model.text.config.blocks}
    settings = {
        name: {"heads": each.heads, "activation": each.activation, "eps": each.eps}
        for name, each in blocks.items()
    }
    reading = {
        "theta": model.text.config.theta,
        "trained_context": options.context,
        "cleaned": teacher.words.cleaned,
    }
    return {
        "epoch": options.tune_epochs,
        "name": f"TULIP from {teacher.format}",
        "state_dict": {key: value.detach().float().cpu() for key, value in state.items()},
        SETTINGS: settings | reading,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
