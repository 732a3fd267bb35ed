"""Limits of means of bounded scores, and of what a choice among compressed networks costs (``cert.mean``, amplify)."""

from __future__ import annotations

import math

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import score_means as reference

__all__ = [
    "QUANTITIES",
    "coreset_repetitions",
    "empirical_bernstein_margin",
    "hoeffding_margin",
    "selection_margin",
    "silent_neuron_bound",
]


def hoeffding_margin(n: int, delta: float) -> float:
    r"""Margin by which the mean of a score in [0, 1] may exceed its mean on a sample.

    sqrt(ln(1/δ)/(2n)).

    Parameters
    ----------
    n : int
        Number of independent scores, at least 1.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        Positive; above 1 it says nothing.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    boucheron_lugosi_massart_2013, Theorem 2.8; dossier cert.mean.

    Examples
    --------
    >>> round(0.02 + hoeffding_margin(1000, 0.01), 6)
    0.067985
    """
    n = check_count(n, "n", 1, None, "hoeffding_margin")
    delta = check_real(delta, "delta", "hoeffding_margin", 0.0, 1.0, "neither")
    return math.sqrt(-math.log(delta) / (2 * n))


def empirical_bernstein_margin(variance: float, n: int, delta: float) -> float:
    r"""Margin by which the mean of a score in [0, 1] may exceed its mean on a sample of known variance.

    sqrt(2 V ln(2/δ)/n) + 7 ln(2/δ)/(3(n - 1)).

    Parameters
    ----------
    variance : float
        V, the variance of the scores with divisor n - 1, >= 0.
    n : int
        Number of independent scores, at least 2.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        Positive; above 1 it says nothing.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    maurer_pontil_2009, Theorem 4; dossier cert.mean.

    Examples
    --------
    >>> round(0.02 + empirical_bernstein_margin(0.0004, 1000, 0.01), 6)
    0.034434
    """
    variance = check_real(variance, "variance", "empirical_bernstein_margin", 0.0, math.inf, "left")
    n = check_count(n, "n", 2, None, "empirical_bernstein_margin")
    delta = check_real(delta, "delta", "empirical_bernstein_margin", 0.0, 1.0, "neither")
    level = math.log(2) - math.log(delta)
    return math.sqrt(2 * variance * level / n) + 7 * level / (3 * (n - 1))


def selection_margin(k: int, n: int, delta: float) -> float:
    r"""What choosing the best of several compressed networks on one sample costs.

    2 sqrt(ln(2k/δ)/(2n)): the chosen one fails at most this much more often than the best, with probability 1 - δ.

    Parameters
    ----------
    k : int
        Number of networks among which is chosen, at least 1.
    n : int
        Number of independent inputs on which they are compared, at least 1.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        Positive; above 1 it says nothing.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Hoeffding's inequality from both sides for each network.

    References
    ----------
    boucheron_lugosi_massart_2013, Theorem 2.8; dossier coreset.amplify.

    Examples
    --------
    >>> round(selection_margin(8, 200, 0.05), 6)
    0.240173
    """
    k = check_count(k, "k", 1, None, "selection_margin")
    n = check_count(n, "n", 1, None, "selection_margin")
    delta = check_real(delta, "delta", "selection_margin", 0.0, 1.0, "neither")
    return 2 * math.sqrt((math.log(2 * k) - math.log(delta)) / (2 * n))


def coreset_repetitions(n: int, delta: float, c: float) -> int:
    r"""How many independent coresets of a class make one of them good.

    τ = ⌈ln(4n/δ)/ln c⌉: then c^{-τ} <= δ/(4n), by Markov's inequality for each of them.

    Parameters
    ----------
    n : int
        Number of neurons, at least 1, for the union bound over their classes.
    delta : float
        Probability of failure, in (0, 1).
    c : float
        Factor allowed above the average failure, > 1; 10/9 in the paper.

    Returns
    -------
    int
        At least 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    baykal_2019 (recalled); dossier coreset.amplify.

    Examples
    --------
    >>> coreset_repetitions(410, 0.05, 10 / 9), coreset_repetitions(410, 0.05, 2.0)
    (99, 16)
    """
    n = check_count(n, "n", 1, None, "coreset_repetitions")
    delta = check_real(delta, "delta", "coreset_repetitions", 0.0, 1.0, "neither")
    c = check_real(c, "c", "coreset_repetitions", 1.0, math.inf, "neither")
    return math.ceil((math.log(4 * n) - math.log(delta)) / math.log(c))


def silent_neuron_bound(k: int, n: int, delta: float) -> float:
    r"""How often neurons that were silent on a sample may be active on unseen inputs.

    1 - (δ/k)^{1/n}, for all silent ones among k neurons at once (Bonferroni).

    Parameters
    ----------
    k : int
        Number of neurons that were looked at, at least 1.
    n : int
        Number of independent inputs, at least 1.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        In (0, 1).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    clopper_pearson_1934; dossier coreset.dead_neuron.

    Examples
    --------
    >>> round(silent_neuron_bound(1, 197, 0.05), 6), round(silent_neuron_bound(400, 197, 0.05), 6)
    (0.015092, 0.044595)
    """
    k = check_count(k, "k", 1, None, "silent_neuron_bound")
    n = check_count(n, "n", 1, None, "silent_neuron_bound")
    delta = check_real(delta, "delta", "silent_neuron_bound", 0.0, 1.0, "neither")
    return -math.expm1((math.log(delta) - math.log(k)) / n)


def _quantity(name: str, letters: tuple[str, ...], latex: str, id: str, integer: bool = False) -> Quantity:
    ball = getattr(reference, f"ball_{name}")
    return Quantity(name, letters, globals()[name], ball, latex, id, sign="positive", integer=integer)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("hoeffding_margin", ("n", "delta"), r"\sqrt{{\tfrac{{\ln(1/{delta})}}{{2 {n}}}}}", "cert.mean"),
    _quantity(
        "empirical_bernstein_margin", ("variance", "n", "delta"), r"\beta_{{{n},{delta}}}({variance})", "cert.mean"
    ),
    _quantity(
        "selection_margin", ("k", "n", "delta"), r"2\sqrt{{\tfrac{{\ln(2 {k}/{delta})}}{{2 {n}}}}}", "coreset.amplify"
    ),
    _quantity(
        "coreset_repetitions", ("n", "delta", "c"), r"\tau_{{{c}}}({n},{delta})", "coreset.amplify", integer=True
    ),
    _quantity("silent_neuron_bound", ("k", "n", "delta"), r"1-({delta}/{k})^{{1/{n}}}", "coreset.dead_neuron"),
)
