"""The methods by name, and what each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lqtheory.compression.budgets import Goal
from lqtheory.errors import DomainError

__all__ = ["METHODS", "Method", "check_goal"]

_BUDGET, _BOTH = ("budget",), ("budget", "tolerance")


@dataclass(frozen=True)
class Method:
    """A method of the table :data:`METHODS`.

    Parameters
    ----------
    title : str
        One line for listings.
    weighting : str
        What weights count for unless the caller says otherwise.
    needs_sample : bool
        Whether it does not work without a sample.
    absolute : bool
        Whether its tolerance is absolute.
    goals : tuple of str
        What it can be told to meet: ``"budget"``, ``"tolerance"``, ``"eps"``.
    sampled : bool
        Whether weights are drawn, so that the seed matters and a budget is met on average.
    reshapes : bool
        Whether the new network has layers of other shapes.

    Examples
    --------
    >>> METHODS["corenet"].goals
    ('budget', 'eps')
    """

    title: str
    weighting: str = "magnitude"
    needs_sample: bool = False
    absolute: bool = False
    goals: tuple[str, ...] = _BOTH
    sampled: bool = False
    reshapes: bool = False


def _sampled(
    title: str,
    weighting: str = "magnitude",
    *,
    needs_sample: bool = True,
    eps: bool = False,
    reshapes: bool = False,
) -> Method:
    goals = ("budget", "eps") if eps else _BUDGET
    return Method(title, weighting, needs_sample, goals=goals, sampled=True, reshapes=reshapes)


METHODS: Mapping[str, Method] = {
    "magnitude": Method("largest weights of the whole network"),
    "magnitude_layer": Method("same share of each layer, largest weights"),
    "magnitude_neuron": Method("same share of each neuron, largest weights"),
    "adaptive": Method("keep counts from the l_q norms of each neuron (the paper's rule, reconstructed)"),
    "relative": Method("every neuron to the same relative error (exact count of the reconstructed rule)"),
    "absolute": Method("every neuron to the same absolute error", absolute=True),
    "allocation": Method("optimal allocation of the squared errors with weights of layers"),
    "allocation_layers": Method("optimal allocation of the sum of layer errors with weights of layers"),
    "activation": Method("largest |w| rms(activation)", "activation", True),
    "activation_jacobian": Method("largest |w| rms(activation) rms(Jacobian)", "activation_jacobian", True),
    "dictionary": Method(
        "every neuron a sparse combination of its inputs (network theorem, reconstructed)",
        needs_sample=True,
        goals=_BUDGET,
    ),
    "obd": Method("largest |w| times root of the Gauss-Newton diagonal", "obd", True),
    "structured": Method(
        "whole neurons and channels removed, means compensated", "activation_jacobian", True, reshapes=True
    ),
    "sensitivity": Method("largest empirical sensitivities of the whole network", "sensitivity", True),
    "sensitivity_rescaled": Method(
        "the same, what is kept of each class scaled to halve its worst error", "sensitivity", True, goals=_BUDGET
    ),
    "corenet": _sampled("edges sampled by sensitivity, re-weighed (CoreNet)", eps=True),
    "corenet_plus": _sampled("CoreNet, and neurons that do nothing removed", eps=True, reshapes=True),
    "corenet_plus_plus": _sampled("CoreNet+, the best of several coresets of each class", eps=True, reshapes=True),
    "mixed": _sampled("certain edges kept, the others sampled by sensitivity"),
    "minimax": _sampled("edges sampled so that the worst variance on the sample is least, re-weighed"),
    "hybrid": _sampled("in each class the cheapest of deterministic, mixed, independent and sampled edges", eps=True),
    "poisson": _sampled("edges kept independently, |w| rms(activation) rms(Jacobian) (Neyman)", "activation_jacobian"),
    "pivotal": _sampled(
        "the same probabilities, each class of its expected size, similar inputs in place of each other",
        "activation_jacobian",
    ),
    "pfp": _sampled("whole neurons and channels sampled by sensitivity, re-weighed", eps=True, reshapes=True),
    "pfp_top": Method(
        "whole neurons and channels with the largest sensitivities", needs_sample=True, goals=_BUDGET, reshapes=True
    ),
    "uniform": _sampled("entries sampled evenly, the same share of each layer", needs_sample=False),
    "l1": _sampled("entries sampled by |w|", needs_sample=False),
    "l2": _sampled("entries sampled by w^2", needs_sample=False),
    "l1_l2": _sampled("entries sampled by the mean of both", needs_sample=False),
    "bernstein_rows": _sampled("entries sampled by |w| within rows, rows by Bernstein's bound", needs_sample=False),
    "svd": Method("every layer as a product of two thinner ones that store as much", reshapes=True),
}


def check_goal(method: str, goal: Goal) -> None:
    """Refuse a goal that a method cannot be told to meet.

    Parameters
    ----------
    method : str
        Name of a method.
    goal : Goal
        What was given.

    Raises
    ------
    DomainError
        If the method takes no such goal.
    """
    chosen = METHODS[method]
    if goal.kind in chosen.goals:
        return
    if chosen.goals == ("budget",):
        raise DomainError(f"{method} needs a budget (compression); give density=, kept= or parameters=")
    other = "tolerance=" if "tolerance" in chosen.goals else "eps= and delta="
    raise DomainError(f"{method} takes no {goal.kind} (compression); give density=, kept= or parameters=, or {other}")
