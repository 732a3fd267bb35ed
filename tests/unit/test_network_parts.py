"""Networks read as parts, batch normalisation folded, residual blocks."""

import copy

import pytest
import torch
from torch import nn
from torch.nn.utils import prune

from lqtheory.errors import DataError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.networks import Residual, fold_batch_norm
from lqtheory.networks.views import affine_parts, chain_views, network_parts


def with_statistics(net: nn.Module) -> nn.Module:
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for module in net.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                for tensor in (module.running_mean, module.running_var, module.weight, module.bias):
                    if tensor is not None:
                        tensor.copy_(torch.rand(tensor.shape, generator=generator) + 0.5)
    return net.eval()


def block_network() -> nn.Module:
    return with_statistics(
        nn.Sequential(
            nn.Conv2d(2, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
            Residual(nn.Sequential(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU())),
            nn.Sequential(nn.Flatten(), nn.Linear(16, 5), nn.Dropout()), nn.BatchNorm1d(5, affine=False),
        )
    )  # fmt: skip


def test_folding_keeps_the_function_and_the_paths():
    net = block_network().double()
    before = copy.deepcopy(net.state_dict())
    folded = fold_batch_norm(net)
    x = torch.randn(7, 2, 4, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        assert torch.allclose(folded(x), net(x), rtol=1e-12, atol=1e-12)
    assert not any(isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)) for module in folded.modules())
    assert [part.path for part in affine_parts(network_parts(folded))] == ["0", "3.inner.0", "4.1"]
    assert all(torch.equal(before[name], value) for name, value in net.state_dict().items())
    assert not folded.training


@pytest.mark.parametrize("between", [(), (nn.Identity(),), (nn.Dropout(),)])
def test_normalisations_that_follow_one_another_are_folded_at_once(between):
    norms = (nn.BatchNorm1d(5), *between, nn.BatchNorm1d(5))
    net = with_statistics(nn.Sequential(nn.Linear(4, 5), *norms, nn.ReLU(), nn.Linear(5, 2)))
    x = torch.randn(7, 4, generator=torch.Generator().manual_seed(1))
    for partial in (False, True):
        folded = fold_batch_norm(net, partial=partial)
        assert not any(isinstance(module, nn.BatchNorm1d) for module in folded.modules())
        assert torch.allclose(folded(x), net(x), atol=1e-5)
        again = fold_batch_norm(folded, partial=partial).state_dict()
        assert all(torch.equal(value, again[name]) for name, value in folded.state_dict().items())


def test_masks_of_folded_layers_become_permanent():
    net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    prune.l1_unstructured(net[0], "weight", amount=6)
    folded = fold_batch_norm(with_statistics(net))
    assert int((folded[0].weight == 0).sum()) == 6
    assert set(folded[0].state_dict()) == {"weight", "bias"}


def shared() -> nn.Module:
    layer = nn.Linear(3, 3)
    return nn.Sequential(layer, nn.BatchNorm1d(3), layer, nn.BatchNorm1d(3))


class Custom(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)


class Twice(nn.Linear):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return 2 * super().forward(x)


def hooked() -> nn.Module:
    layer = nn.Linear(2, 2)
    layer.register_forward_hook(lambda module, args, out: 2 * out)
    return layer


@pytest.mark.parametrize(
    ("net", "text"),
    [
        (nn.Sequential(nn.ReLU(), nn.BatchNorm1d(3)), "the BatchNorm1d at '1' is not in a torch"),
        (nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.BatchNorm1d(3)), "the BatchNorm1d at '2'"),
        (nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3, track_running_stats=False)), "keeps no running statistics"),
        (nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(4)), "has 4 channels after 3 outputs"),
        (shared(), "or the layer before it is used more than once"),
    ],
)  # fmt: skip
def test_what_cannot_be_folded_is_named(net, text):
    with pytest.raises(UnsupportedError, match=text):
        fold_batch_norm(net)


@pytest.mark.parametrize(
    ("net", "text"),
    [
        (nn.Sequential(nn.Sequential(nn.LayerNorm(3))), "the LayerNorm at '0.0' has no global Lipschitz"),
        (nn.Sequential(nn.MultiheadAttention(4, 2)), "the MultiheadAttention at '0' hides the order of computation"),
        (Custom(), "the Custom itself hides the order of computation; write it as a torch.nn.Sequential"),
        (nn.Sequential(Twice(2, 2)), "the Twice at '0' has no global Lipschitz"),
        (nn.Sequential(nn.BatchNorm1d(2, track_running_stats=False)), "keeps no running statistics"),
        (nn.Sequential(nn.Conv2d(1, 1, 3, padding=1, padding_mode="reflect")), "pads with 'reflect'"),
        (nn.Sequential(nn.MaxPool2d(2, ceil_mode=True)), "windows over the edge"),
        (nn.Sequential(nn.AvgPool2d(2, padding=1, count_include_pad=False)), "divides by a number other than"),
        (nn.Sequential(nn.AdaptiveAvgPool2d(2)), "output_size=2; only 1 is known"),
        (nn.Sequential(nn.Flatten(0)), "samples must stay apart"),
        (nn.Sequential(nn.LazyLinear(3)), "has no shape yet"),
        (nn.Sequential(hooked()), "has forward hooks"),
        (nn.Sequential(nn.PReLU()), "the PReLU at '0'"),
        (nn.Sequential(nn.Conv3d(1, 1, 2)), "the Conv3d at '0' works in three dimensions"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Lazy modules")
def test_unknown_modules_are_named_with_their_path(net, text):
    with pytest.raises(UnsupportedError, match=text):
        network_parts(net)


def test_the_second_use_of_a_module_is_seen():
    relu = nn.ReLU()
    net = nn.Sequential(nn.Linear(3, 3), relu, nn.Linear(3, 3), relu, nn.Linear(3, 2))
    assert [type(part).__name__ for part in network_parts(net)].count("ActivationPart") == 2
    (chain,) = chain_views(net)
    assert chain.activations == ("relu", "relu", "identity")


def test_residual_blocks_add_their_input():
    block = Residual(nn.Linear(3, 3))
    x = torch.ones(2, 3)
    with torch.no_grad():
        assert torch.equal(block(x), x + block.inner(x))
    with pytest.raises(ShapeError, match=r"turns shape \(2, 3\) into \(2, 4\)"):
        Residual(nn.Linear(3, 4))(x)
    with pytest.raises(InputTypeError, match="inner='layer' is not a torch"):
        Residual("layer")
    with pytest.raises(InputTypeError, match="shortcut='layer' is not a torch"):
        Residual(nn.Linear(3, 4), "layer")
    projected = Residual(nn.Linear(3, 4), nn.Linear(3, 4, bias=False))
    with torch.no_grad():
        assert torch.equal(projected(x), projected.shortcut(x) + projected.inner(x))
    assert [part.path for part in affine_parts(network_parts(projected))] == ["inner", "shortcut"]


def test_wrong_kinds_and_weights_are_refused():
    for function in (network_parts, fold_batch_norm):
        with pytest.raises(InputTypeError, match=r"expected a torch\.nn\.Module, got dict"):
            function({})
    net = nn.Sequential(nn.Linear(2, 2))
    with torch.no_grad():
        net[0].bias[0] = torch.inf
    with pytest.raises(DataError, match="the bias of '0' has entries that are not finite"):
        network_parts(net)


def test_partial_folding_leaves_what_cannot_be_folded():
    net = with_statistics(
        nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.BatchNorm1d(4), nn.Linear(4, 2))
    ).double()
    folded = fold_batch_norm(net, partial=True)
    assert [isinstance(module, nn.BatchNorm1d) for module in folded] == [False, False, False, True, False]
    x = torch.randn(5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        assert torch.allclose(folded(x), net(x), rtol=1e-12, atol=1e-12)
    kinds = [(part.path, part.kind) for part in affine_parts(network_parts(folded))]
    assert kinds == [("0", "linear"), ("3", "scale"), ("4", "linear")]
    with pytest.raises(UnsupportedError, match="the BatchNorm1d at '3'"):
        fold_batch_norm(net)
