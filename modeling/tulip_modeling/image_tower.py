"""Image tower: EfficientNet-Lite0 and a projection head, shared by both models."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tulip_modeling.unit import to_unit

SIDE, FEATURES, DIM = 224, 1280, 384
MEAN, STD = 0.498, 0.502
# kernel, stride, expansion, channels in and out, repeats: efficientnet_lite_builder.py (TensorFlow)
_STAGES = (
    (3, 1, 1, 32, 16, 1),
    (3, 2, 6, 16, 24, 2),
    (5, 2, 6, 24, 40, 2),
    (3, 2, 6, 40, 80, 3),
    (5, 1, 6, 80, 112, 3),
    (5, 2, 6, 112, 192, 4),
    (3, 1, 6, 192, 320, 1),
)


def same_conv(channels: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    """A convolution; TensorFlow's uneven "same" padding of even sides is added by pad_same."""
    padding = kernel // 2 if stride == 1 else 0
    return nn.Conv2d(channels, out, kernel, stride, padding, groups=groups, bias=False)


def pad_same(x: Tensor, conv: nn.Conv2d) -> Tensor:
    """TensorFlow's "same" padding for stride 2 and an even side: one more after than before.

    Fixed numbers (the reference computes them from the input's size on every run), so that the
    exported graph holds no shape arithmetic.
    """
    if conv.stride[0] == 1:
        return x
    before = (conv.kernel_size[0] - 2) // 2
    return F.pad(x, (before, before + 1, before, before + 1))


def batch_norm(channels: int) -> nn.BatchNorm2d:
    """Batch norm with TensorFlow's epsilon."""
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01)


class Block(nn.Module):
    """Inverted residual block without squeeze and excitation."""

    def __init__(self, kernel: int, stride: int, expansion: int, channels: int, out: int) -> None:
        super().__init__()
        inner = channels * expansion
        if expansion > 1:
            self.expand_conv = same_conv(channels, inner, 1)
            self.bn0 = batch_norm(inner)
        self.depthwise_conv = same_conv(inner, inner, kernel, stride, groups=inner)
        self.bn1 = batch_norm(inner)
        self.project_conv = same_conv(inner, out, 1)
        self.bn2 = batch_norm(out)
        self.expands = expansion > 1
        self.skips = stride == 1 and channels == out

    def forward(self, x: Tensor) -> Tensor:
        """[batch, channels, h, w] -> [batch, out, h / stride, w / stride]."""
        y = F.relu6(self.bn0(self.expand_conv(x))) if self.expands else x
        y = F.relu6(self.bn1(self.depthwise_conv(pad_same(y, self.depthwise_conv))))
        y = self.bn2(self.project_conv(y))
        out: Tensor = x + y if self.skips else y
        return out


class Lite0(nn.Module):
    """EfficientNet-Lite0 up to its pooled features."""

    def __init__(self) -> None:
        super().__init__()
        self.conv_stem = same_conv(3, 32, 3, 2)
        self.bn0 = batch_norm(32)
        self.blocks = nn.ModuleList()
        for kernel, stride, expansion, channels, out, repeats in _STAGES:
            self.blocks.append(Block(kernel, stride, expansion, channels, out))
            for _ in range(repeats - 1):
                self.blocks.append(Block(kernel, 1, expansion, out, out))
        self.conv_head = same_conv(320, FEATURES, 1)
        self.bn1 = batch_norm(FEATURES)

    def maps(self, pixels: Tensor) -> Tensor:
        """Before the last stage: [batch, 3, 224, 224] -> [batch, 192, 7, 7]."""
        x = F.relu6(self.bn0(self.conv_stem(pad_same(pixels, self.conv_stem))))
        for block in self.blocks[:-1]:
            x = block(x)
        return x

    def forward(self, pixels: Tensor) -> Tensor:
        """[batch, 3, 224, 224] -> [batch, 1280]."""
        x = self.blocks[-1](self.maps(pixels))
        x = F.relu6(self.bn1(self.conv_head(x)))  # [batch, 1280, 7, 7]
        return x.mean((2, 3))


class LastStage(nn.Module):
    """The rest of a folded Lite0, its weights shared: its last block and head convolution."""

    def __init__(self, backbone: Lite0) -> None:
        super().__init__()
        self.block, self.conv_head = backbone.blocks[-1], backbone.conv_head

    def forward(self, maps: Tensor) -> Tensor:
        """[batch, 192, 7, 7] -> [batch, 1280]; channels last takes two thirds of the time."""
        maps = maps.to(memory_format=torch.channels_last)
        return F.relu6(self.conv_head(self.block(maps))).mean((2, 3))


class ImageEnd(nn.Module):
    """The end of the image tower: what was kept of photos to unit vectors.

    What is kept are pooled features, or the maps before the last stage.
    """

    def __init__(self, head: nn.Module, last_stage: nn.Module | None = None) -> None:
        super().__init__()
        self.last_stage, self.head = last_stage or nn.Identity(), head

    def forward(self, kept: Tensor) -> Tensor:
        """[batch, 1280] or [batch, 192, 7, 7], float16 or float32 -> [batch, 384]."""
        return to_unit(self.head(self.last_stage(kept.float())))


class ImageTower(nn.Module):
    """Pixels to a unit vector."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Lite0()
        self.head = nn.Linear(FEATURES, DIM)

    def forward(self, pixel_values: Tensor) -> Tensor:
        """[batch, 3, 224, 224], normalised -> [batch, 384], unit length."""
        return to_unit(self.head(self.backbone(pixel_values)))


def fold_batch_norms(module: nn.Module) -> None:
    """Folds each batch norm into the convolution before it, in place (inference only)."""
    pairs = (
        ("conv_stem", "bn0"),
        ("conv_head", "bn1"),
        ("expand_conv", "bn0"),
        ("depthwise_conv", "bn1"),
        ("project_conv", "bn2"),
    )
    for child in module.modules():
        for conv, norm in pairs:
            if hasattr(child, conv) and isinstance(getattr(child, norm), nn.BatchNorm2d):
                fused = torch.nn.utils.fuse_conv_bn_eval(getattr(child, conv), getattr(child, norm))
                setattr(child, conv, fused)
                setattr(child, norm, nn.Identity())
