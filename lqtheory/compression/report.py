"""What a compression costs: per layer and for the whole network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import torch

from lqtheory.compression.held_out import held_out_sentences
from lqtheory.compression.network_theorem_told import dictionary_sentences
from lqtheory.compression.sampling.told import sampling_sentences
from lqtheory.networks.views import LayerView
from lqtheory.quantities.sparsity_indices import effective_sparsity

__all__ = ["NOTES", "LayerReport", "Report", "layer_report", "report_of_changes", "row_blocks"]

#: Method -> what must be said of it wherever it is shown.
_RECONSTRUCTION = (
    "is a reconstruction of the neuron-level rule of Yang, Wang, Ding and Yang (2022), whose abstract alone was read"
)
NOTES = {
    "adaptive": f"the adaptive rule {_RECONSTRUCTION}",
    "dictionary": "the theorem behind this method is a reconstruction of that of Yang, Wang, Ding and Yang (2022), "
    "whose abstract alone was read",
    "relative": f"one relative tolerance for every neuron {_RECONSTRUCTION}, with the exact count",
}


@dataclass(frozen=True)
class LayerReport:
    """Predicted degradation of one layer.

    Parameters
    ----------
    name : str
        Name of the weight tensor.
    n, kept : int
        Number of weights, and how many are kept.
    relative_error : float
        ‖W̃ - W‖/‖W‖ in the 2-norm of all weights; σ_k(w)_2/‖w‖_2 where the largest are kept. 0 for a zero layer.
    worst_neuron : float
        The same for the neuron for which it is largest, 1 if a neuron that was not zero is; neurons that were zero
        before are left out.
    effective_sparsity : float
        s_{q,2} of the weights before compression: about so many of them carry the layer. 0 for a zero layer.
    sample_error : float or None
        Relative error of the layer's outputs on the sample: measured after a refit; an upper bound for this layer alone
        where neurons were removed from its inputs.
    neurons : int
        Number of neurons.
    neurons_zeroed : int
        How many of them were not zero and are now: the relative error of each is 1.

    Examples
    --------
    >>> LayerReport("fc.weight", 100, 5, 0.1, 0.2, 8.0).density
    0.05
    """

    name: str
    n: int
    kept: int
    relative_error: float
    worst_neuron: float
    effective_sparsity: float
    sample_error: float | None = None
    neurons: int = 0
    neurons_zeroed: int = 0

    @property
    def density(self) -> float:
        """Share of the weights kept."""
        return self.kept / self.n


@dataclass(frozen=True)
class Report:
    """Predicted degradation of a network, and what was measured on a sample if there was one.

    Parameters
    ----------
    method : str
        Method.
    settings : dict
        Budget or tolerance and the other arguments that mattered.
    layers : tuple of LayerReport
        Layers that were compressed.
    skipped : tuple of (str, str)
        Parameters left as they are, and why.
    n_always_kept : int
        Number of biases and other parameters, which count neither as prunable nor as kept.
    output_error : float or None
        Root mean square of ‖f̃(x) - f(x)‖ over that of ‖f(x)‖ on the sample; ``None`` without a sample.
    agreement : float or None
        Share of the sample with the same largest output; ``None`` without a sample or with a single output.
    certificate : dict or None
        Certified bounds on the sample, if asked for.
    rule_counts : dict of str to int or None
        How many weights each rule of the adaptive method keeps at the tolerance; ``None`` for other methods and for
        budgets, which fix that number.
    sampling : dict or None
        For methods that sample: seed, numbers asked for and expected, sensitivities and draws of every layer, and why
        an a-priori count is what it is.
    held_out : dict or None
        Limits of the relative output error on unseen inputs, from inputs held out, if there were any.
    folded : tuple of str
        Paths of the batch normalisations that were folded into the layers before them.
    dictionary : dict or None
        For ``"dictionary"``: counts of every neuron, bounds of the network dictionary theorem (a reconstruction), and
        the error measured and certified on the sample in its norms.

    Examples
    --------
    >>> report = Report("magnitude", {"density": 0.05}, (LayerReport("fc.weight", 100, 5, 0.1, 0.2, 8.0),))
    >>> report.kept, report.n, report.density
    (5, 100, 0.05)
    """

    method: str
    settings: dict[str, Any]
    layers: tuple[LayerReport, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    n_always_kept: int = 0
    output_error: float | None = None
    agreement: float | None = None
    certificate: dict[str, Any] | None = None
    rule_counts: dict[str, int] | None = None
    sampling: dict[str, Any] | None = None
    held_out: dict[str, Any] | None = None
    folded: tuple[str, ...] = ()
    dictionary: dict[str, Any] | None = None

    @property
    def n(self) -> int:
        """Number of prunable weights."""
        return sum(layer.n for layer in self.layers)

    @property
    def kept(self) -> int:
        """Number of weights kept."""
        return sum(layer.kept for layer in self.layers)

    @property
    def density(self) -> float:
        """Share of the weights kept."""
        return self.kept / self.n

    @property
    def note(self) -> str:
        """What must be said of the method wherever it is shown; mostly nothing."""
        return NOTES.get(self.method, "")

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        record = {**asdict(self), "note": self.note}
        for row, layer in zip(record["layers"], self.layers, strict=True):
            row["density"] = layer.density
        record["skipped"] = [{"name": name, "reason": reason} for name, reason in self.skipped]
        return {**record, "n": self.n, "kept": self.kept, "density": self.density}

    def rows(self) -> list[tuple[str, ...]]:
        """Cells of a table with one line per layer and one for the network, under :attr:`columns`."""
        lines = [
            (
                layer.name,
                str(layer.n),
                str(layer.kept),
                f"{layer.density:.4f}",
                f"{layer.relative_error:.4g}",
                f"{layer.worst_neuron:.4g}",
                f"{layer.effective_sparsity:.1f}",
            )
            for layer in self.layers
        ]
        return [*lines, ("all", str(self.n), str(self.kept), f"{self.density:.4f}", "", "", "")]

    @property
    def columns(self) -> tuple[str, ...]:
        """Header of :meth:`rows`."""
        return ("layer", "n", "kept", "density", "relative error", "worst neuron", "effective sparsity")

    def summary(self) -> str:
        """The table as aligned text, with what was measured below it."""
        table = [self.columns, *self.rows()]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = ["  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in table]
        return "\n".join([*lines, *self.remarks()])

    def remarks(self) -> list[str]:
        """What the method is if it is a reconstruction, its other rules, and what the sample showed, in sentences."""
        told = [self.note] if self.note else []
        if self.folded:
            told.append(
                f"batch normalisations folded into the layers before them: {', '.join(self.folded)}; weights, budget "
                "and bounds are those of the folded network"
            )
        if self.settings.get("negligible"):
            told.append(self._zeroed())
        if self.method == "adaptive":
            told.append(self._rules())
        if self.dictionary is not None:
            told.extend(dictionary_sentences(self.dictionary))
        if self.output_error is not None:
            told.append(f"relative error of the output on the sample: {self.output_error:.4g}")
        if self.agreement is not None:
            told.append(f"share of the sample with the same largest output: {self.agreement:.4f}")
        if self.certificate is not None:
            arithmetic = self.certificate["arithmetic"]
            told.append(
                f"certified on the {self.certificate['inputs']} inputs of the sample, and on no others, "
                + ("for exact arithmetic only:" if arithmetic == "exact" else f"for inference in {arithmetic}:")
            )
            told.extend(
                f"  {name}: error of the output at most {bound['max']:.4g} (median {bound['median']:.4g}), same "
                f"largest output for a share of {bound['unchanged']:.4f}"
                for name, bound in self.certificate["bounds"].items()
            )
        if self.sampling is not None:
            told.extend(sampling_sentences(self.sampling))
        if self.held_out is not None:
            told.extend(held_out_sentences(self.held_out))
        return told

    def _zeroed(self) -> str:
        """How many neurons the option negligible has cost."""
        lost = sum(layer.neurons_zeroed for layer in self.layers)
        return (
            f"neurons set to zero: {lost} of {sum(layer.neurons for layer in self.layers)}, among them all whose norm "
            f"is below negligible={self.settings['negligible']:g} times the largest of their layer; the relative error "
            "of each of these is 1, whatever the tolerance"
        )

    def _rules(self) -> str:
        """What each rule of the adaptive method keeps, and how to choose."""
        if self.rule_counts is None:
            return (
                "a budget fixes how many weights are kept, and the rule (stechkin, sharp or exact) how neurons share "
                "them; give a tolerance instead to see what each rule keeps"
            )
        kept = ", ".join(f"{rule} {count} ({count / self.n:.1%})" for rule, count in self.rule_counts.items())
        return (
            f"kept of {self.n} at this tolerance, by rule: {kept}; every rule meets the tolerance{self._where_met()}, "
            "stechkin and sharp from the norms of a neuron alone, exact from its weights; choose with --rule (rule= in "
            "Python)"
        )

    def _where_met(self) -> str:
        """Of which neurons, and of what, the tolerance is met."""
        met = " for all other neurons" if self.settings.get("negligible") else ""
        if self.settings.get("weighting") not in (None, "magnitude"):
            met += f" in the scores of the weights ({self.settings['weighting']})"
        return f"{met} before the refit" if self.settings.get("refit") else met

    def measured(self, output_error: float, agreement: float | None) -> Report:
        """The report with what was measured on a sample."""
        return replace(self, output_error=output_error, agreement=agreement)


def layer_report(layer: LayerView, mask: torch.Tensor, q: float, pruned: torch.Tensor | None = None) -> LayerReport:
    """Predicted degradation of one layer.

    Parameters
    ----------
    layer : LayerView
        The layer before compression.
    mask : torch.Tensor of bool, shape of ``layer.matrix``
        Weights kept.
    q : float
        Exponent of the effective sparsity.
    pruned : torch.Tensor, optional
        Weights after compression, if the kept ones were changed.

    Returns
    -------
    LayerReport

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> (layer,) = tensor_views({"fc.weight": torch.tensor([[3.0, 4.0]])})
    >>> layer_report(layer, torch.tensor([[False, True]]), 1.0).relative_error
    0.6
    """
    n_kept = int(mask.count_nonzero())  # a sum would be taken of a copy in int64

    def changes() -> Iterator[tuple[slice, torch.Tensor, torch.Tensor]]:
        for rows, before in row_blocks(layer.matrix):
            yield rows, before, before * mask[rows] if pruned is None else pruned.reshape(layer.matrix.shape)[rows]

    return replace(report_of_changes(layer, changes(), q), kept=n_kept)


def report_of_changes(
    layer: LayerView, changes: Iterable[tuple[slice, torch.Tensor, torch.Tensor]], q: float
) -> LayerReport:
    """Predicted degradation of one layer that is changed some rows at a time.

    Parameters
    ----------
    layer : LayerView
        The layer before compression.
    changes : iterable of (slice, torch.Tensor, torch.Tensor)
        Rows, what they hold, and what they hold afterwards. All are gone through, even those of a zero layer.
    q : float
        Exponent of the effective sparsity.

    Returns
    -------
    LayerReport
        Its ``kept`` counts the entries that are not zero afterwards.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> (layer,) = tensor_views({"fc.weight": torch.tensor([[3.0, 4.0]])})
    >>> report_of_changes(layer, [(slice(0, 1), layer.matrix, torch.tensor([[0.0, 4.0]]))], 1.0).relative_error
    0.6
    """
    low, high = (float(end) for end in layer.matrix.aminmax())
    scale = max(-low, high)
    # Made before the loop: what is kept between blocks would hold on to the memory around it.
    lost, whole, worst = torch.zeros(3, len(layer.matrix), dtype=torch.float64, device=layer.matrix.device)
    zeroed = kept = 0
    logarithms = []
    for rows, before, after in changes:
        kept += int(after.count_nonzero())
        if scale == 0.0:
            continue
        before, after = (part.to(torch.float64, copy=True).div_(scale) for part in (before, after))
        lost[rows] = (after - before).norm(dim=1)
        whole[rows] = before.norm(dim=1)
        worst[rows] = _relative_errors(before, after)
        zeroed += int((before.ne(0).any(dim=1) & after.eq(0).all(dim=1)).sum())
        if before.any():
            logarithms.append(_logarithms_of_norms(before.reshape(-1), q))
    if scale == 0.0:
        return LayerReport(layer.name, layer.n, kept, 0.0, 0.0, 0.0, neurons=len(layer.matrix))
    error = float(lost.norm() / whole.norm())
    sparsity = _sparsity_from(logarithms, q)
    return LayerReport(
        layer.name, layer.n, kept, error, float(worst.max()), sparsity, neurons=len(worst), neurons_zeroed=zeroed
    )


def _relative_errors(before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
    """‖after - before‖/‖before‖ of every row, of whatever size it is; 0 where a row was zero before."""
    top = before.abs().amax(dim=1, keepdim=True)
    scale = torch.where(top > 0, top, 1.0)
    whole = before / scale
    errors = (after / scale).sub_(whole).norm(dim=1) / whole.norm(dim=1).clamp(min=1.0)
    return torch.where(top[:, 0] > 0, errors, 0.0)


def row_blocks(matrix: torch.Tensor, size: int = 1 << 18) -> Iterator[tuple[slice, torch.Tensor]]:
    """Some rows of a matrix at a time, so that memory does not grow with it.

    Parameters
    ----------
    matrix : torch.Tensor, shape (r, n)
        Matrix.
    size : int
        Entries at a time, if a row has no more.

    Yields
    ------
    slice, torch.Tensor
        Which rows, and a view of them.

    Examples
    --------
    >>> [(rows.start, len(block)) for rows, block in row_blocks(torch.ones(5, 3), 6)]
    [(0, 2), (2, 2), (4, 1)]
    """
    step = max(1, size // max(1, matrix.shape[1]))
    for start in range(0, len(matrix), step):
        rows = slice(start, start + step)
        yield rows, matrix[rows]


def _logarithms_of_norms(vector: torch.Tensor, q: float) -> tuple[float, float]:
    """Natural logarithms of the 2-norm and of the l_q norm of a vector that is not zero."""
    euclidean = math.log(float(vector.norm()))
    # As an array, for which powers of zeros need no masks, which protect gradients.
    return euclidean, euclidean + (1 / q - 0.5) * math.log(float(effective_sparsity(vector.cpu().numpy(), q, 2.0)))


def _sparsity_from(parts: list[tuple[float, float]], q: float) -> float:
    """s_{q,2} of a vector from the logarithms of the norms of its pieces."""
    euclidean = _logarithm_of_sum([2.0 * norm for norm, _ in parts]) / 2.0
    other = _logarithm_of_sum([q * norm for _, norm in parts]) / q
    return math.exp((other - euclidean) / (1 / q - 0.5))


def _logarithm_of_sum(exponents: list[float]) -> float:
    largest = max(exponents)
    return largest + math.log(math.fsum(math.exp(exponent - largest) for exponent in exponents))
