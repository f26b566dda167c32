"""What stops an import, and the sentence that says so."""

import os
import zipfile
from pathlib import Path

import pytest
import torch
from official_files import write_hugging_face, write_open_clip, write_openai, write_tulip
from references import load
from safetensors.torch import load_file, save_file
from tiny_clips import State, official_state, text_keys, tiny_clip

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer import command
from tulip_modeling.importer.command import import_checkpoint, import_command
from tulip_modeling.importer.framing import from_hugging_face, from_open_clip
from tulip_modeling.importer.options import Options
from tulip_modeling.rope import DynamicNtk
from tulip_modeling.verify import Report


@pytest.fixture(scope="module")
def state() -> State:
    return official_state(tiny_clip())


def test_every_bad_key_is_named(tmp_path: Path, state: State) -> None:
    del state["ln_final.bias"], state["visual.transformer.resblocks.1.ln_2.weight"]
    extra = {"visual.attnpool.c": torch.zeros(3), "ln_final.weight": torch.ones(7)}
    path = write_openai(tmp_path, state | extra)
    with pytest.raises(CheckpointError) as caught:
        load(path)
    for problem in (
        "missing ln_final.bias",
        "missing visual.transformer.resblocks.1.ln_2.weight",
        "unexpected visual.attnpool.c",
        "ln_final.weight is [7], wanted [128]",
    ):
        assert problem in str(caught.value)


def test_hugging_face_keys_are_named_as_in_the_file(tmp_path: Path) -> None:
    path = write_hugging_face(tmp_path, tiny_clip()) / "model.safetensors"
    tensors = load_file(path)
    del tensors["text_model.encoder.layers.1.layer_norm1.bias"], tensors["visual_projection.weight"]
    save_file(tensors | {"surplus": torch.zeros(1)}, path)
    with pytest.raises(CheckpointError, match=r"missing visual_projection\.weight"):
        load(tmp_path)
    tensors["visual_projection.weight"] = torch.zeros(64, 128)
    del tensors["vision_model.encoder.layers.0.self_attn.k_proj.bias"]
    save_file(tensors | {"surplus": torch.zeros(1)}, path)
    with pytest.raises(CheckpointError) as caught:
        load(tmp_path)
    for key in (
        "missing text_model.encoder.layers.1.layer_norm1.bias",
        "missing vision_model.encoder.layers.0.self_attn.{q,k,v}_proj.bias",
        "unexpected surplus",
    ):
        assert key in str(caught.value)


def test_what_the_file_cannot_tell_is_asked_for(tmp_path: Path, state: State) -> None:
    state = official_state(tiny_clip())
    with pytest.raises(CheckpointError, match="--family clip or --family tulip"):
        load(write_tulip(tmp_path, state, "ViT-L-14"))
    with pytest.raises(CheckpointError, match="--family clip or --family tulip"):
        load(write_tulip(tmp_path, text_keys(state), "stage-1"))
    with pytest.raises(CheckpointError, match="--base PATH"):
        load(write_tulip(tmp_path, text_keys(state)))
    with pytest.raises(CheckpointError, match="leave --base out"):
        load(write_tulip(tmp_path, state), base=tmp_path)
    with pytest.raises(CheckpointError, match="for rotary positions: this OpenAI CLIP"):
        load(write_openai(tmp_path / "openai", state), dynamic_ntk=DynamicNtk(2.0, 77))
    path = write_open_clip(tmp_path, state)
    (tmp_path / "open_clip_config.json").unlink()
    with pytest.raises(CheckpointError, match="--activation quick_gelu"):
        load(path)
    with pytest.raises(CheckpointError, match="for OpenCLIP's weights, and these are OpenAI CLIP"):
        load(write_openai(tmp_path / "named", state), model_name="ViT-B-32")
    named = write_open_clip(tmp_path / "quick", state, quick_gelu=True)
    with pytest.raises(CheckpointError, match="gelu, and the config or the name of these weights"):
        load(named, model_name="ViT-B-32")
    with pytest.raises(CheckpointError, match="text tower has 2 attention heads, and --heads says"):
        load(named, heads=(2, 4))
    odd = {
        key: value[..., :96] if value.shape[-1:] == (128,) else value
        for key, value in state.items()
    }
    with pytest.raises(CheckpointError, match="--heads IMAGE:TEXT"):
        load(
            write_openai(
                tmp_path, {k: v[:96] if v.shape[:1] == (128,) else v for k, v in odd.items()}
            )
        )
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(CheckpointError, match=r"--tokenizer hf:openai/clip-vit-base-patch32"):
        load(path, activation="gelu")


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm-was-done",)


def test_code_in_a_checkpoint_is_never_run(
    tmp_path: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"state_dict": state, "name": _Harm()}, tmp_path / "harm.pt")
    with pytest.raises(CheckpointError, match="more than weights"):
        load(tmp_path / "harm.pt")
    torch.save(_Harm(), tmp_path / "archive.pt")
    with zipfile.ZipFile(tmp_path / "archive.pt", "a") as archive:
        archive.writestr("archive/constants.pkl", b"")
    with pytest.raises(CheckpointError, match=r"mkdir, which is no tensor"):
        load(tmp_path / "archive.pt")
    assert not (tmp_path / "harm-was-done").exists()


def test_preprocessing_that_the_app_lacks_is_refused() -> None:
    assert from_open_clip({"resize_mode": "squash"}, 32).mode == "stretch"
    with pytest.raises(CheckpointError, match="longest"):
        from_open_clip({"resize_mode": "longest"}, 32)
    assert from_hugging_face({"size": 32, "crop_size": 32}, 32).mode == "cover-center"
    with pytest.raises(CheckpointError, match="size 40"):
        from_hugging_face({"size": 40, "crop_size": 32}, 32)


def test_nothing_is_written_when_a_check_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_openai(tmp_path / "in", official_state(tiny_clip()))

    def fail(*arguments: object) -> None:
        report = arguments[-1]
        assert isinstance(report, Report)
        report.at_most("text fp32 at 8, max abs", float("nan"), 1e-4)

    monkeypatch.setattr(command, "write_graphs", fail)
    out = tmp_path / "models" / "tiny"
    assert import_command([str(path), "--id", "tiny", "--out", str(out)]) == 1
    assert "text fp32 at 8, max abs: nan" in capsys.readouterr().err
    assert list((tmp_path / "models").iterdir()) == []
    out.mkdir()
    with pytest.raises(CheckpointError, match="there already"):
        import_checkpoint(Options(path, "tiny", out))
