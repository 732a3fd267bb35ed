"""Compressibility of the layers of networks and the page that shows it."""

import math

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from lqtheory.compressibility import compressibility
from lqtheory.errors import DataError, DomainError, InputTypeError
from lqtheory.networks import Checkpoint, zoo
from lqtheory.quantities.keep_counts import kmin, kmin_exact
from lqtheory.quantities.sparsity_indices import effective_sparsity, si
from lqtheory.report.html_page import page_html
from lqtheory.report.network_page import MOST_ROWS, network_lines, network_sections


@pytest.fixture(scope="module")
def network() -> nn.Module:
    return zoo.build("mlp_digits")


def test_numbers_are_those_of_the_whole_layer(network):
    found = compressibility(network, q=[0.5, 0.3], tolerance=[0.1, 0.4], density=[0.5, 0.1])
    weights = {name: w.detach().double().numpy().reshape(-1) for name, w in network.named_parameters() if w.ndim == 2}
    assert {layer.name for layer in found.layers} == set(weights)
    for layer in found.layers:
        x = weights[layer.name]
        for i, q in enumerate((0.5, 0.3)):
            assert layer.si[i] == pytest.approx(float(si(x, q)), rel=1e-12)
            assert layer.effective_sparsity[i] == pytest.approx(float(effective_sparsity(x, q, 2.0)), rel=1e-12)
        assert layer.kept == tuple(int(kmin(x, eta, 2)) for eta in (0.1, 0.4))
        s = layer.effective_sparsity[0]
        assert layer.kept_sharp == tuple(kmin_exact(s, eta, 0.5, 2.0, x.size) for eta in (0.1, 0.4))
        smallest = np.sort(np.abs(x))
        for k, error in zip(layer.counts, layer.measured, strict=True):
            assert error == pytest.approx(np.linalg.norm(smallest[: x.size - k]) / np.linalg.norm(x), rel=1e-10)


def test_measured_errors_stay_below_the_bound_and_counts_below_the_sharp_ones(network):
    found = compressibility(network, tolerance=[0.01, 0.1, 0.5])
    for layer in found.layers:
        assert all(m <= p for m, p in zip(layer.measured, layer.predicted, strict=True))
        assert all(kept <= sharp for kept, sharp in zip(layer.kept, layer.kept_sharp, strict=True))


def test_layers_come_most_compressible_first():
    sparse = torch.zeros(8, 8)
    sparse[0, :3] = 1.0
    found = compressibility(
        {"flat.weight": torch.ones(8, 8), "sparse.weight": sparse, "zero.weight": torch.zeros(2, 2)}
    )
    assert [layer.name for layer in found.layers] == ["zero.weight", "sparse.weight", "flat.weight"]
    zero, second, flat = found.layers
    assert (zero.si, zero.kept, zero.effective_sparsity) == (None, (0,), (0.0,))
    assert (second.effective_sparsity, second.kept, second.zeros) == ((3.0,), (3,), 61)
    assert flat.effective_sparsity == (64.0,)


def test_the_curve_of_the_whole_network_is_that_of_all_weights_together(network):
    found = compressibility(network)
    x = np.sort(
        np.abs(np.concatenate([w.detach().double().numpy().reshape(-1) for w in network.parameters() if w.ndim == 2]))
    )
    shares, errors = found.global_curve()
    for share, error in list(zip(shares, errors, strict=True))[:: shares.size // 20]:
        dropped = x.size - round(share * x.size)
        assert error == pytest.approx(np.linalg.norm(x[:dropped]) / np.linalg.norm(x), abs=1e-10)


def test_files_networks_and_state_dicts_give_the_same(network, tmp_path):
    save_file(network.state_dict(), tmp_path / "net.safetensors")
    torch.save(network.state_dict(), tmp_path / "net.pt")
    tables = [
        compressibility(model).table()
        for model in (
            network,
            network.state_dict(),
            Checkpoint(tmp_path / "net.safetensors"),
            Checkpoint(tmp_path / "net.pt"),
        )
    ]
    assert all(table == tables[0] for table in tables)


def test_the_layers_of_transformers_are_seen_without_them():
    class Conv1D(nn.Module):
        def __init__(self, nf: int, nx: int) -> None:
            super().__init__()
            self.nf = nf
            self.weight = nn.Parameter(torch.arange(float(nx * nf)).reshape(nx, nf))
            self.bias = nn.Parameter(torch.zeros(nf))

    found = compressibility(nn.ModuleDict({"c": Conv1D(6, 2), "d": nn.Linear(2, 6)}))
    (layer,) = (layer for layer in found.layers if layer.name == "c.weight")
    assert (layer.kind, layer.shape, layer.zeros) == ("linear", (2, 6), 1)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_weights_that_are_not_finite_are_counted_and_named(bad):
    weight = torch.ones(3, 4)
    weight[0, :2] = bad
    with pytest.raises(DomainError, match=r"^2 of the 12 weights of fc\.weight are NaN or infinite .*expected finite"):
        compressibility({"fc.weight": weight})


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"q": 1.0}, DomainError, "q=1.0"),
        ({"q": []}, DomainError, "q is empty"),
        ({"tolerance": 0}, DomainError, "tolerance=0"),
        ({"tolerance": [0.1, 1]}, DomainError, "tolerance=1"),
        ({"density": [1.5]}, DomainError, "density=1.5"),
        ({"density": "half"}, InputTypeError, "density"),
    ],
)
def test_bad_arguments_are_named(network, arguments, error, text):
    with pytest.raises(error, match=text):
        compressibility(network, **arguments)


def test_models_without_weights_are_refused():
    with pytest.raises(DataError, match="no linear or convolutional layer"):
        compressibility(nn.LayerNorm(3))
    with pytest.raises(DataError, match=r"fc\.weight for one is not a dense tensor of real floats \(torch\.int64"):
        compressibility({"fc.weight": torch.ones(3, 4, dtype=torch.int64)})
    with pytest.raises(InputTypeError, match=r"expected a torch\.nn\.Module or a state dict, got str"):
        compressibility("net.pt")


def test_progress_counts_layers(network):
    seen = []
    compressibility(network, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_page_shows_every_layer_and_its_numbers(network):
    found = compressibility(network, tolerance=0.2)
    page = page_html("net", network_sections(found))
    table = found.table()
    for row in table:
        assert f'<td class="words">{row["layer"]}</td>' in page
        assert f"<td>{row['kept_0.2']}</td>" in page
    assert "data:image/svg+xml;base64," in page
    assert network_lines(found)[1].startswith("one threshold for all layers: a share of about 0.")
    assert page_html("net", network_sections(compressibility(network, tolerance=0.2))) == page
    assert MOST_ROWS < len(page)
