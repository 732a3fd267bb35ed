"""What the report says of classes and draws, in plain values and in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lqtheory.compression.sampling.classes import LEVELS, LayerClasses
from lqtheory.compression.sampling.rates import Draws
from lqtheory.compression.sampling.schedule import NetworkPlan
from lqtheory.quantities.coreset_errors import bernstein_relative_error

__all__ = ["sampling_sentences", "told_of_classes", "told_of_errors", "told_of_plan"]


def told_of_classes(classes: Mapping[str, LayerClasses], draws: Sequence[Draws] | None = None) -> dict[str, Any]:
    """Sensitivities of every layer, and what was drawn.

    Parameters
    ----------
    classes : mapping of str to LayerClasses
        The classes.
    draws : sequence of Draws, optional
        Draws of the layers.

    Returns
    -------
    dict
        ``layers``, one entry each; ``expected``, the number of edges stored on average, if there are draws.
    """
    layers = []
    for i, (name, one) in enumerate(classes.items()):
        totals = one.totals
        alive = totals[totals > 0]
        entry: dict[str, Any] = {
            "name": name,
            "points": one.n_points,
            "classes": int(alive.numel()),
            "dead_classes": int((totals == 0).sum()),
            "unseen_edges": one.n_unseen,
            "mean_total_sensitivity": float(alive.mean()) if alive.numel() else 0.0,
            "largest_total_sensitivity": float(alive.max()) if alive.numel() else 0.0,
        }
        if draws is not None:
            entry["draws"] = int(draws[i].counts.double().sum())
            entry["kept_as_they_are"] = int(draws[i].exact.sum())
            entry["expected"] = draws[i].expected()
        layers.append(entry)
    told: dict[str, Any] = {"layers": layers}
    return told if draws is None else {**told, "expected": sum(one["expected"] for one in layers)}


def told_of_errors(classes: Mapping[str, LayerClasses], draws: Sequence[Draws], delta: float = 0.05) -> dict[str, Any]:
    """What Bernstein's inequality says of draws in proportion to the sensitivities of each class.

    Parameters
    ----------
    classes : mapping of str to LayerClasses
        The classes.
    draws : sequence of Draws
        Draws of the layers.
    delta : float
        Probability of failure for all classes together, at one input of the sample.

    Returns
    -------
    dict
        ``delta``, ``classes``, and of every layer with a class the median and the largest relative error.
    """
    number = sum(int((one.totals > 0).sum()) * (2 if one.signed else 1) for one in classes.values())
    layers = []
    for (name, one), drawn in zip(classes.items(), draws, strict=True):
        alive = one.totals > 0
        if not bool(alive.any()):
            continue
        counts = drawn.counts[alive].double().clamp(min=1.0).cpu().numpy()
        errors = bernstein_relative_error(counts, one.totals[alive].clamp(min=1.0).cpu().numpy(), delta / number)
        errors = np.where(drawn.counts[alive].cpu().numpy() > 0, errors, 0.0)  # not drawn: kept as they are
        layers.append({"name": name, "median": float(np.median(errors)), "largest": float(errors.max())})
    return {"delta": delta, "classes": number, "layers": layers}


def told_of_plan(plan: NetworkPlan, classes: Mapping[str, LayerClasses], goal: tuple[float, float]) -> dict[str, Any]:
    """Why the a-priori counts are what they are.

    Parameters
    ----------
    plan : NetworkPlan
        The schedule.
    classes : mapping of str to LayerClasses
        The classes.
    goal : tuple of float
        ε and δ.

    Returns
    -------
    dict
        K, κ, η, η*, and for every layer Δ̂, its product, ε_l, the draws asked for, the edges there are, and by how many
        orders of magnitude the former exceed the latter.
    """
    layers = []
    for name, layer in plan.layers.items():
        one = classes[name]
        edges = int((one.weights != 0).sum())
        published, sharpened = (float(counts.sum()) for counts in (layer.counts, layer.sharpened_counts))
        layers.append(
            {
                "name": name,
                "mean_ratio": layer.ratio - plan.kappa,
                "infinite_ratios": int(one.n_infinite.sum()),
                "tails": {f"{t:g}": t * share for t, share in zip(LEVELS, one.above, strict=True)},
                "ratio": layer.ratio,
                "product": layer.product,
                "epsilon": layer.epsilon,
                "total_sensitivity": float(one.totals.sum()),
                "draws": published,
                "sharpened_draws": sharpened,
                "edges": edges,
                "orders": _orders(published, edges),
                "sharpened_orders": _orders(sharpened, edges),
            }
        )
    return {
        "eps": goal[0], "delta": goal[1], "K": plan.K, "kappa": plan.kappa, "eta": plan.eta, "width": plan.width,
        "sample_size": plan.sample_size, "layers": layers,
    }  # fmt: skip


def _orders(draws: float, edges: int) -> float:
    return math.log10(draws / edges) if draws > 0 and edges else -math.inf


def sampling_sentences(told: Mapping[str, Any]) -> list[str]:
    """What is worth saying of a sampling, line by line.

    Parameters
    ----------
    told : mapping
        What the report holds.

    Returns
    -------
    list of str
    """
    lines = []
    if told.get("expected") is not None:
        asked = f", {told['requested']} were asked for" if told.get("requested") is not None else ""
        lines.append(f"weights stored on average over seeds: {told['expected']:.1f}{asked} (seed {told['seed']})")
    if told.get("expected_before_removal") is not None:
        asked = f"; {told['requested']} were asked for" if told.get("requested") is not None else ""
        before = told["expected_before_removal"]
        lines.append(f"weights drawn on average before neurons are removed: {before:.1f}{asked} (seed {told['seed']})")
    if "predicted_error" in told:
        lines.append(
            f"relative error of the output on the sample, expected to first order: {told['predicted_error']:.4g}"
        )
    if "error_if_independent" in told:
        lines.append(
            "relative error of the output on the sample, expected to first order were the same edges included "
            f"independently: {told['error_if_independent']:.4g}; pivotal inclusion varies no neuron with non-negative "
            "inputs more than they would"
        )
    if "predicted_error_by_moments" in told:
        lines.append(
            "the same with the noise that rectifiers make of noise (heuristic, pre-activations taken as Gaussian): "
            f"{told['predicted_error_by_moments']:.4g}"
        )
    unseen = sum(layer.get("unseen_edges", 0) for layer in told.get("layers", ()))
    if unseen:
        lines.append(f"weights that the sample never uses, dropped or last to be kept: {unseen}")
    if told.get("points_of_one_input"):
        lines.append(
            "the sample is a single point, of which all sensitivities add up to 1: it says nothing about the spread of "
            "importance"
        )
    if "plan" in told:
        lines += _plan_sentences(told["plan"])
    if "channel_plan" in told:
        lines += _channel_sentences(told["channel_plan"])
    if "class_errors" in told:
        lines += _class_error_sentences(told["class_errors"])
    if "conformal" in told:
        lines += _conformal_sentences(told["conformal"])
    if "silent" in told:
        silent = told["silent"]
        lines.append(
            f"neurons silent on the {silent['inputs']} inputs of the sample and removed: {silent['neurons']} of "
            f"{silent['tested']}; if these inputs are independent of the network, each is active on a share of at most "
            f"{silent['bound']:.4g} of unseen ones, with probability {1 - silent['delta']:g} for all at once"
        )
    if "removed" in told:
        lines.append(f"neurons without edges removed: {told['removed']}; the outputs are the same without them")
    return lines


def _plan_sentences(plan: Mapping[str, Any]) -> list[str]:
    lines = [
        f"a priori (published theorem, eps={plan['eps']:g}, delta={plan['delta']:g}): "
        f"m = 8 S K ln(8 eta/delta)/eps_l^2 draws in each class, K = ln(eta width) = {plan['K']:.2f}, "
        f"eta = {plan['eta']}, width = {plan['width']}, kappa = {plan['kappa']:.1f}; the assumption needs "
        f"{plan['sample_size']} points"
    ]
    for layer in plan["layers"]:
        told = (
            f"  {layer['name']}: sum of S {layer['total_sensitivity']:.4g}, mean of Delta at most "
            f"{layer['mean_ratio']:.4g}, product of Delta + kappa from here on {layer['product']:.3g}, so "
            f"eps_l = {layer['epsilon']:.2g} and {layer['draws']:.2g} draws for {layer['edges']} edges"
        )
        if layer["orders"] > 0:
            told += f": vacuous by {layer['orders']:.1f} orders of magnitude"
            told += (
                f" ({max(layer['sharpened_orders'], 0):.1f} with all sharpenings, for the points of the sample alone)"
            )
        lines.append(told)
    worst = max(plan["layers"], key=lambda layer: layer["orders"])
    if worst["orders"] > 0:
        lines.append(
            "  the product of Delta dominates: sign cancellations make it large, its tail falls like 1/t (t P(Delta>t) "
            f"= {', '.join(f'{v:.2g} at {t}' for t, v in worst['tails'].items())} in {worst['name']}), so no mean "
            "bounds it; classes that need more draws than they have edges are kept whole"
        )
    return lines


def _channel_sentences(plan: Mapping[str, Any]) -> list[str]:
    lines = [
        f"a priori (eps={plan['eps']:g}, delta={plan['delta']:g}, for the classes of the next layer at each input of "
        "the sample): m = (6 + 2 eps)(S - 1)/(3 eps^2) ln(k eta P/delta) draws of channels"
    ]
    for layer in plan["layers"]:
        told = (
            f"  {layer['name']}: S = {layer['total_sensitivity']:.4g}, k = {layer['parts']}, eta = {layer['neurons']}, "
            f"P = {layer['positions']}, so {layer['draws']:.3g} draws for {layer['channels']} channels"
        )
        if layer["draws"] > layer["channels"]:
            told += f": vacuous by {math.log10(layer['draws'] / layer['channels']):.1f} orders of magnitude"
        lines.append(told)
    return lines


def _class_error_sentences(told: Mapping[str, Any]) -> list[str]:
    lines = [
        f"a priori (Bernstein, delta={told['delta']:g} for all {told['classes']} classes together), with the draws of "
        "this budget: relative error of a class at an input of the sample, given the activations before it"
    ]
    for layer in told["layers"]:
        vacuous = ": above 1, so nothing is said of most classes" if layer["median"] > 1 else ""
        lines.append(
            f"  {layer['name']}: at most {layer['median']:.3g} for half of the classes, {layer['largest']:.3g} for all"
            f"{vacuous}"
        )
    return lines


def _conformal_sentences(told: Mapping[str, Any]) -> list[str]:
    if not math.isfinite(told["rate"]):
        return [
            f"conformal counts: {told['inputs']} calibration inputs cannot give a level of {told['alpha']:g}; at least "
            f"{math.ceil(1 / told['alpha']) - 1} are needed, so everything seen is kept"
        ]
    return [
        f"conformal counts: {told['rate']:.4g} draws for each unit of S; with probability {1 - told['alpha']:g} - "
        f"{told['delta']:g} over sample, {told['inputs']} calibration inputs, a new input and the draws, every class "
        f"is within a factor 1 +- {told['eps']:g} at the activations of the dense network"
    ]
