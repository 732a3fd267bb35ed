"""What the three papers report, as far as the dossiers recall it, beside what the committed tables measured here.

No paper was reread for this list: what is not in the dossiers is said to be not recalled, and gets no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lqtheory.tables import Table
from paper_figures import (
    coreset_accuracy,
    coreset_counts,
    coreset_grid,
    dictionary_constants,
    pruning_limits_of_networks,
    pruning_rules,
    style,
    sublevel_cones,
)
from paper_figures.captions import counts, seeds_of, sig

TABLES = (
    *coreset_accuracy.TABLES,
    *coreset_counts.TABLES,
    *coreset_grid.TABLES,
    *dictionary_constants.TABLES,
    *pruning_limits_of_networks.TABLES,
    ("pruning_limits_of_larger_networks", 4),
    *pruning_rules.TABLES,
    *sublevel_cones.TABLES,
)
CORESETS, LIMIT, SPARSE = "arXiv 1804.05345, coresets", "arXiv 2306.05857, limit", "arXiv 2206.05604, lq pruning"
PROTOTYPE = "No paper: prototypes of this toolkit"
COLUMNS = (
    "paper",
    "what",
    "reported there (as recalled)",
    "setting here",
    "ours",
    "difference",
    "difference of setting",
)
#: Share of the parameters at which the paper's accuracy is near that of the dense network (coresets.md, section 9).
_HEADLINE = {"mnist": 15.0, "fashion_mnist": 15.0, "cifar10_subset": 50.0}
_POINTS = " percentage points"
_SECTION = "coresets.md, section 9, from memory"
#: Points of accuracy that count as small; the dossier recalls "small loss" and no number.
_SMALL = 1.0
_DATA = {name: words for name, words in style.DATA.items() if name != "digits"}
#: How networks differ from the paper's, which are recalled to be fully connected, of 2, 3 or 5 hidden layers of 100,
#: 500 or 1000 neurons each (coresets.md, section 9), and how data sets and methods do.
_NETWORKS = {
    "sgd_mnist": "hidden layers of 300 and 100 neurons, the paper's of equal width",
    "sgd_fashion": "hidden layers of 300 and 100 neurons, the paper's of equal width",
    "adam_mnist": "hidden layers of 300 and 100 neurons, the paper's of equal width",
    "deep_mnist": "five hidden layers of 1000 neurons, as there; trained by us",
    "sgd_cifar": "three convolutions, the paper's networks are fully connected",
}
_PARTS = {"cifar10_subset": "10,000 images of CIFAR-10, there all"}
_OURS = {
    "corenet": "method as there",
    "corenet_network": "rates of sampling chosen by us",
    "mixed_network": "certain edges kept and rates chosen by us",
    "corenet_plus": "allocation to layers is ours",
    "corenet_plus_plus": "allocation to layers is ours",
    "poisson_neyman": "method and allocation are ours",
    "pivotal_neyman": "method and allocation are ours",
}
_METHODS = {
    "corenet": "CoreNet",
    "corenet_network": "CoreNet, one rate for all layers",
    "mixed_network": "CoreNet, one rate for all layers, certain edges kept",
    "corenet_plus": "CoreNet+, optimal allocation (ours)",
    "corenet_plus_plus": "CoreNet++, optimal allocation (ours)",
    "poisson_neyman": "Poisson, optimal allocation (ours)",
    "pivotal_neyman": "pivotal, optimal allocation (ours)",
}
#: Share of the weights at which pruning rules are compared.
_KEPT = 0.1
_NAIVE = ("uniform", "l1", "l2", "l1_l2", "svd")
_MEASURES = (("score", "accuracy", _POINTS, max), ("error", "median relative output error", "", min))
#: Prototypes of this toolkit on other trainings of the networks: accuracy of the dense network, and by our name of the
#: method at shares stored. The last one has none of the dense network.
_PROTOTYPES: tuple[tuple[str, float | None, Mapping[str, Mapping[float, float]]], ...] = (
    ("sgd_mnist", 98.3, {"corenet": {15: 61, 10: 38}, "corenet_network": {15: 61, 10: 38}}),
    ("adam_mnist", 96.8, {
        "poisson_neyman": {15: 95, 5: 81}, "corenet_plus_plus": {15: 95, 5: 81},
        "pivotal_neyman": {15: 95, 5: 81}, "magnitude": {15: 92, 5: 62},
    }),
    ("sgd_mnist_l1", 98.6, {
        "corenet_network": {15: 97.9, 10: 91, 5: 41}, "mixed_network": {15: 97.9, 10: 91, 5: 41},
        "poisson_sensitivity": {10: 97.5}, "poisson_mean": {10: 97.5}, "poisson_activation": {10: 98.0, 5: 95.0},
        "sensitivity": {15: 98.6, 10: 98.2, 5: 57}, "magnitude": {15: 98.6, 10: 98.6, 5: 97.6},
    }),
    ("deep_mnist", None, {"corenet": {15: 14}}),
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """One thing that a paper reports, and our answer.

    Parameters
    ----------
    paper, what, source : str
        Which paper, which quantity, and where the dossiers recall it.
    reported : float or None
        Number reported; ``None`` where only words are recalled.
    said : str
        The words.
    here : str
        Setting of our number.
    ours : float or None
        Our number; ``None`` where there is none, and ``answer`` says why.
    unit : str
        Of both numbers.
    setting : str
        How our setting differs from the paper's.
    answer : str
        Words in place of, or after, our number.
    relative : bool
        Whether the two are compared by their quotient.
    """

    paper: str
    what: str
    source: str
    reported: float | None
    said: str
    here: str
    ours: float | None
    unit: str
    setting: str
    answer: str = ""
    relative: bool = False

    @property
    def difference(self) -> float | None:
        """Ours minus theirs, or over theirs, where both are numbers."""
        if self.ours is None or self.reported is None:
            return None
        return self.ours / self.reported if self.relative else self.ours - self.reported

    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of ``COLUMNS``.

        Returns
        -------
        tuple of str
        """
        there = "" if self.reported is None else f": {sig(self.reported)}{self.unit}"
        ours = " ".join(part for part in (_shown(self.ours, self.unit), self.answer) if part)
        gap = "no number recalled" if self.reported is None else "no number here"
        if self.difference is not None and self.relative:
            gap = f"{sig(self.difference)} of theirs"
        elif self.difference is not None:  # shares differ by points: 50 % are 35 points more than 15 %, not 35 %
            unit = _POINTS if self.unit == " %" else self.unit
            gap = f"{'+' if self.difference > 0 else ''}{sig(self.difference)}{unit}"
        return self.paper, self.what, f"{self.said}{there} ({self.source})", self.here, ours, gap, self.setting


def comparisons(tables: Mapping[str, Table]) -> list[Comparison]:
    """All rows, paper by paper.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    list of Comparison
    """
    return [
        *_sparse(tables["pruning_rules"]),
        *_constants(tables["dictionary_constants"]),
        *_limits(tables["pruning_limit_errors"]),
        *_larger(tables["pruning_limits_of_larger_networks"]),
        *_width(tables["sublevel_cones"]),
        *_coresets(tables["coreset_accuracy"]),
        *_grid(tables["coreset_grid"]),
        *_counts(tables["coreset_counts"]),
        *_prototypes(tables["coreset_accuracy"]),
    ]


def text(found: list[Comparison]) -> str:
    """The rows as indented lines under the names of the papers.

    Parameters
    ----------
    found : list of Comparison
        The rows.

    Returns
    -------
    str
    """
    lines: list[str] = []
    for row in found:
        paper, what, there, here, ours, gap, setting = row.cells()
        if paper not in lines:
            lines += ["", paper] if lines else [paper]
        lines += [
            f"  {what}",
            f"    there: {there}",
            f"    here:  {ours} ({here})",
            f"    difference: {gap}; {setting}",
        ]
    return "\n".join(lines)


def _shown(value: float | None, unit: str) -> str:
    return "" if value is None else f"{sig(value)}{unit}"


def _penalty(l1: float) -> str:
    return f"l_1 penalty {l1:g}" if l1 else "no l_1 penalty"


def _sparse(table: Table) -> Iterator[Comparison]:
    """The adaptive rule (reconstructed) against the same share of each neuron and global magnitude, a tenth kept."""
    for (data, l1), part in table.where(density=_KEPT).groups("data", "l1"):
        if data not in _DATA:
            continue
        rows = {row["rule"]: row for row in part}
        adaptive = rows["adaptive_q09_reconstructed"]
        measure = adaptive["measure"]
        for rule, words in (("magnitude_neuron", "the same share of each neuron"), ("magnitude", "global magnitude")):
            yield Comparison(
                SPARSE,
                f"{_DATA[data]}: l_q-adaptive rule (reconstructed) against standard pruning ({words})",
                "lq_balls.md, lq.alloc.rule; issue of this part",
                None,
                "compared on such data; no number recalled",
                f"{100 * _KEPT:g} % kept, {_penalty(l1)}, q = 0.9, mean of "
                f"{counts(seeds_of([adaptive['model']]), 'seed')}",
                adaptive["score"] - rows[rule]["score"],
                " in RMSE" if measure == "RMSE" else _POINTS,
                "rule reconstructed, network of our own, no retraining",
                f"({sig(adaptive['score'])} against {sig(rows[rule]['score'])}; lower is better)"
                if measure == "RMSE"
                else f"({sig(adaptive['score'])} against {sig(rows[rule]['score'])} %)",
            )


def _constants(table: Table) -> Iterator[Comparison]:
    for q in (0.1, 0.5, 1.0):
        row = next(iter(table.where(m=1, q=q)))
        for column, words in (("uniform", "any m"), ("sharp", "limit of large m, attained")):
            yield Comparison(
                SPARSE,
                f"constant in c m^(1/2-1/q) |v|_q at q = {q:g}, {words}",
                "lq_balls.md, table of constants",
                row["paper"],
                "2^(1/q-1/2)",
                "proved for every dictionary of norm at most one",
                row[column],
                "",
                "same statement, smaller constant",
                relative=True,
            )


def _limits(table: Table) -> Iterator[Comparison]:
    measured = {
        "one-shot": "one-shot loss",
        "test 0.5": "one-shot accuracy, half a point lost",
        "retrained": "loss after retraining",
    }
    for subset, words in (("all", "all settings"), ("strong l1", "strong l_1 penalty")):
        for definition, meaning in measured.items():
            for row in table.where(subset=subset, definition=definition, predictor="published, absolute"):
                yield Comparison(
                    LIMIT,
                    f"mean |predicted - actual| pruning ratio, actual: {meaning}",
                    "issue of this part; convex_geometry.md, geom.prune.audit",
                    None,
                    "prediction and experiment are said to coincide; no number recalled",
                    f"{words}: {row['networks']} networks of {row['settings']} settings",
                    row["error"],
                    "",
                    "MLPs on digits and California Housing, exact Hessian; the paper's networks are not recalled",
                )


def _larger(table: Table) -> Iterator[Comparison]:
    for _, part in table.where(factor=1.0, predictor="published, absolute").groups("network"):
        row = next(iter(part))
        ratio, actual = float(part.array("ratio").mean()), float(part.array("measured one-shot").mean())
        architecture = "784-300-100-10" if row["dimension"] > 200_000 else "convolutional network"
        yield Comparison(
            LIMIT,
            "predicted - actual pruning ratio of a larger network",
            "issue of this part",
            None,
            "prediction and experiment are said to coincide; no number recalled",
            f"{architecture} on {_DATA[row['data']]}, {_penalty(row['l1'])}, one-shot loss",
            ratio - actual,
            "",
            f"{counts([len(part)], 'seed')}, Lanczos quadrature in place of a smoothed density",
            f"({sig(ratio)} against {sig(actual)})",
        )


def _width(table: Table) -> Iterator[Comparison]:
    rows = table.where(direction="even")
    worst = min(rows, key=lambda row: row["ratio"])
    yield Comparison(
        LIMIT,
        "local width over the statistical dimension of the cone of a sublevel set, worst case",
        "convex_geometry.md, geom.ell.larsen",
        None,
        "the width is taken for the dimension",
        f"{worst['spectrum']} spectrum, distance {worst['distance']:g}, {worst['samples']:,} projections",
        worst["ratio"],
        "",
        "same formula, planted quadratic losses",
    )


def _coresets(table: Table) -> Iterator[Comparison]:
    for data, headline in _HEADLINE.items():
        part = table.where(data=data)
        if not len(part):
            yield Comparison(
                CORESETS,
                f"{_DATA[data]}: share of the parameters that suffices",
                _SECTION,
                headline,
                "small loss of accuracy",
                "-",
                None,
                " %",
                "-",
                "not in the committed table",
            )
        for (_, network, l1), rows in part.groups("model", "network", "l1"):
            here = f"{network}, {_penalty(l1)}"
            for method, words in _METHODS.items():
                curve = rows.where(method=method)
                if len(curve):
                    setting = _setting(next(iter(curve)))
                    yield _suffices(data, headline, _SECTION, f"{here}, {words}", curve, setting)
            for column, words, unit, better in _MEASURES:
                at = {row["method"]: row[column] for row in rows.where(density=headline / 100)}
                naive = [name for name in _NAIVE if name in at]
                if "corenet" in at and naive:
                    best = better(naive, key=lambda name, at=at: at[name])
                    yield Comparison(
                        CORESETS,
                        f"{_DATA[data]}: {words} of CoreNet less that of the best of uniform, l_1, l_2, mean, SVD",
                        _SECTION,
                        None,
                        "compared with these; no number recalled",
                        f"{here}, {headline:g} % stored",
                        at["corenet"] - at[best],
                        unit,
                        f"no retraining there and here; {_setting(next(iter(rows.where(method='corenet'))))}",
                        f"({best} is the best of them)",
                    )


def _grid(table: Table) -> Iterator[Comparison]:
    """The share that suffices, for every depth and width of the paper's appendix."""
    for (_, method), curve in table.groups("network", "method"):
        if method in _OURS:
            row = next(iter(curve))
            here = f"{row['depth']} hidden layers of {row['width']}, {_METHODS[method]}"
            setting = f"depth and width as there, trained by us for few epochs; {_OURS[method]}"
            yield _suffices(row["data"], _HEADLINE[row["data"]], _SECTION, here, curve, setting)


def _prototypes(table: Table) -> Iterator[Comparison]:
    """Points lost against the dense network, ours and a prototype's, since their networks differ."""
    for network, dense, methods in _PROTOTYPES:
        for method, scores in methods.items():
            for share, score in scores.items():
                for row in table.where(network=network, method=method, density=share / 100):
                    told, ours = (
                        ("accuracy", row["score"]) if dense is None else ("points lost", row["dense"] - row["score"])
                    )
                    yield Comparison(
                        PROTOTYPE,
                        f"MNIST: {method}, {told} at {share:g} % stored",
                        "prototype of this toolkit",
                        score if dense is None else dense - score,
                        "another training",
                        f"{network}, {_penalty(row['l1'])}",
                        ours,
                        " %" if dense is None else _POINTS,
                        "the same recipe, other numbers; no retraining",
                    )


def _setting(row: Mapping[str, Any]) -> str:
    """How network, data, penalty and method of a row differ from what the paper is recalled to have."""
    parts = [_NETWORKS[row["network"].removesuffix("_l1")]]
    parts += [_PARTS[row["data"]]] if row["data"] in _PARTS else []
    parts += [f"trained with {_penalty(row['l1'])}, none is recalled there"] if row["l1"] else []
    return "; ".join([*parts, _OURS[row["method"]]])


def _suffices(data: str, headline: float, source: str, here: str, curve: Table, setting: str) -> Comparison:
    """The least share from which on no more than a point is lost, and the loss at the paper's share."""
    need = None
    for row in sorted(curve, key=lambda row: -row["density"]):
        if row["dense"] - row["score"] > _SMALL:
            break
        need = 100 * row["density"]
    answer = "" if need else f"more than {100 * max(curve.column('density')):g} %, the largest share measured"
    for row in curve.where(density=headline / 100):
        answer = f"{answer} ({sig(row['dense'] - row['score'])} {_POINTS.strip()} lost at {headline:g} %)".strip()
    return Comparison(
        CORESETS,
        f"{_DATA[data]}: share of the parameters that suffices",
        source,
        headline,
        "small loss of accuracy",
        here,
        need,
        " %",
        f"small is taken to be {_SMALL:g} point; grid of shares; {setting}",
        answer,
    )


def _counts(table: Table) -> Iterator[Comparison]:
    for (_, network), part in table.where(data="mnist").groups("model", "network"):
        edges = part.array("edges").sum()
        yield Comparison(
            CORESETS,
            "draws that the network theorem asks for, over the edges there are",
            "coresets.md, section 9",
            part.array("published").sum() / edges,
            "the published count, evaluated on our network",
            f"{network}, error 1/2, failure 1/20, all sharpenings",
            part.array("sharpened").sum() / edges,
            " times",
            "same statement, sharper constants; both far above 1",
            relative=True,
        )
