"""Lengths of codes for sparse quantised layers, and errors of their codebooks (dossier ``coreset.code_length``)."""

from __future__ import annotations

import math

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.generalization import log_binomial
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import code_lengths as reference

__all__ = [
    "BIAS_BITS",
    "CENTROID_BITS",
    "QUANTITIES",
    "bias_code_length",
    "codebook_code_length",
    "codebook_error",
    "codebook_ratio",
    "combined_relative_error",
    "line_code_length",
    "support_code_length",
    "value_code_length",
    "weight_code_length",
]

#: Bits of an entry of a codebook: half precision.
CENTROID_BITS = 16
#: Bits of a bias; the two ends of the levels of biases are stored in half precision.
BIAS_BITS = 6


def support_code_length(n: int, k: int) -> float:
    r"""Bits that tell which k of n weights are kept, and how many.

    log2(n + 1) + log2 C(n, k).

    Parameters
    ----------
    n : int
        Number of weights, at least 0.
    k : int
        Number of weights kept, in {0, ..., n}.

    Returns
    -------
    float
        >= 0; Σ over all supports of 2^{-bits} is 1 (Kraft).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost as :func:`lqtheory.quantities.generalization.log_binomial`.

    References
    ----------
    cover_thomas_2006, section 5.2; dossier coreset.code_length.

    Examples
    --------
    >>> round(support_code_length(266200, 26620) - math.log2(266201), 2)
    124838.03
    """
    n = check_count(n, "n", 0, None, "support_code_length")
    k = check_count(k, "k", 0, n, "support_code_length")
    return math.log2(n + 1) + log_binomial(n, k) / math.log(2)


def line_code_length(m: int, n: int, i: int, j: int, k: int) -> float:
    r"""Bits that tell which weights of a matrix are kept, its rows and columns that are alive first.

    Λ_S(m, i) + Λ_S(n, j) + Λ_S(ij, k), with Λ_S of :func:`support_code_length`.

    Parameters
    ----------
    m, n : int
        Numbers of rows and columns, at least 0.
    i, j : int
        Numbers of rows and columns in which some weight is kept, in {0, ..., m} and {0, ..., n}.
    k : int
        Number of weights kept, in {0, ..., i j}.

    Returns
    -------
    float
        >= 0; Σ over all choices of rows, of columns and of weights among them of 2^{-bits} is 1 (Kraft).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Less than :func:`support_code_length` of m n weights where whole rows or columns are gone.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> round(line_code_length(300, 784, 100, 200, 2000), 2), round(support_code_length(300 * 784, 2000), 2)
    (10313.82, 16639.62)
    """
    m = check_count(m, "m", 0, None, "line_code_length")
    n = check_count(n, "n", 0, None, "line_code_length")
    i = check_count(i, "i", 0, m, "line_code_length", "m")
    j = check_count(j, "j", 0, n, "line_code_length")
    k = check_count(k, "k", 0, i * j, "line_code_length", "i j")
    return support_code_length(m, i) + support_code_length(n, j) + support_code_length(i * j, k)


def codebook_code_length(b: int) -> float:
    r"""Bits of a codebook of half-precision values.

    16·2^b.

    Parameters
    ----------
    b : int
        Bits of a value: the codebook has 2^b entries; in {0, ..., 16}.

    Returns
    -------
    float
        > 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> codebook_code_length(3)
    128.0
    """
    return float(CENTROID_BITS * 2 ** check_count(b, "b", 0, 16, "codebook_code_length", "16"))


def bias_code_length(n: int) -> float:
    r"""Bits of the biases of a layer: a level for each, between two ends in half precision.

    6 n + 32.

    Parameters
    ----------
    n : int
        Number of biases, at least 0.

    Returns
    -------
    float
        > 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> bias_code_length(100)
    632.0
    """
    return float(2 * CENTROID_BITS + BIAS_BITS * check_count(n, "n", 0, None, "bias_code_length"))


def value_code_length(k: int, m: int) -> float:
    r"""Bits that always suffice for k values from a codebook of m, coded by type.

    log2 C(k + m - 1, m - 1) + log2(k!/Π_j c_j!) with all c_j within one of k/m, where the multinomial is largest.

    Parameters
    ----------
    k : int
        Number of values, at least 0.
    m : int
        Size of the codebook, at least 1.

    Returns
    -------
    float
        >= 0; a sequence whose values are not equally frequent takes less.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    cover_thomas_2006, section 11.1; dossier coreset.code_length.

    Examples
    --------
    >>> round(value_code_length(4, 2), 6), value_code_length(3, 1)
    (4.906891, 0.0)
    """
    k = check_count(k, "k", 0, None, "value_code_length")
    m = check_count(m, "m", 1, None, "value_code_length")
    small, larger = divmod(k, m)  # larger classes have small + 1 members
    balanced = math.lgamma(k + 1) - larger * math.lgamma(small + 2) - (m - larger) * math.lgamma(small + 1)
    return max(0.0, (log_binomial(k + m - 1, m - 1) + balanced) / math.log(2))


def weight_code_length(n: int, k: int, b: int) -> float:
    r"""Bits that always suffice for a layer of n weights of which k are kept with b-bit values, its codebook included.

    16·2^b + log2(n + 1) + log2 C(n, k) + (bits of the values of a type with 2^b letters).

    Parameters
    ----------
    n : int
        Number of weights, at least 0.
    k : int
        Number of weights kept, in {0, ..., n}.
    b : int
        Bits of a value: the codebook has 2^b half-precision entries; in {0, ..., 16}.

    Returns
    -------
    float
        > 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    For the length of an actual layer see :func:`lqtheory.compression.coding.code_length`, which is at most this.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> round(weight_code_length(1000, 100, 3), 2)
    916.27
    """
    b = check_count(b, "b", 0, 16, "weight_code_length", "16")
    return codebook_code_length(b) + support_code_length(n, k) + value_code_length(k, 2**b)


def codebook_ratio(R: float, b: int) -> float:
    r"""Ratio of neighbours in a log-uniform codebook.

    ρ = R^{1/(2^b - 1)}.

    Parameters
    ----------
    R : float
        Ratio of the largest to the smallest magnitude coded, >= 1.
    b : int
        Bits of a value, at least 1.

    Returns
    -------
    float
        >= 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier coreset.quantize.

    Examples
    --------
    >>> codebook_ratio(8.0, 2)
    2.0
    """
    R = check_real(R, "R", "codebook_ratio", 1.0, math.inf, "left")
    b = check_count(b, "b", 1, 52, "codebook_ratio", "52")
    return R ** (1 / (2**b - 1))


def codebook_error(R: float, b: int) -> float:
    r"""Largest relative error of the nearest entry of a log-uniform codebook.

    τ = (ρ - 1)/(ρ + 1), ρ = R^{1/(2^b - 1)}.

    Parameters
    ----------
    R : float
        Ratio of the largest to the smallest magnitude coded, >= 1.
    b : int
        Bits of a value, at least 1.

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    As tanh(ln ρ/2), which keeps its digits for ρ near 1.

    References
    ----------
    Dossier coreset.quantize.

    Examples
    --------
    >>> [round(codebook_error(R, b), 6) for R, b in ((1e4, 5), (1e4, 8), (100.0, 4))]
    [0.147471, 0.018058, 0.152311]
    """
    R = check_real(R, "R", "codebook_error", 1.0, math.inf, "left")
    b = check_count(b, "b", 1, 52, "codebook_error", "52")
    return math.tanh(math.log(R) / (2**b - 1) / 2)


def combined_relative_error(epsilon: float, eta: float) -> float:
    r"""Relative error of what was first sampled and then rounded.

    (1 + ε)(1 + τ) - 1.

    Parameters
    ----------
    epsilon, eta : float
        Relative errors ε of the sampling and τ of the rounding, >= 0.

    Returns
    -------
    float
        >= 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier coreset.quantize.

    Examples
    --------
    >>> combined_relative_error(0.5, 0.25)
    0.875
    """
    epsilon = check_real(epsilon, "epsilon", "combined_relative_error", 0.0, math.inf, "left")
    eta = check_real(eta, "eta", "combined_relative_error", 0.0, math.inf, "left")
    return epsilon + eta + epsilon * eta


def _quantity(name: str, letters: tuple[str, ...], latex: str, id: str, sign: str = "nonnegative") -> Quantity:
    counts = ("n", "k", "m", "b", "i", "j")
    ball = getattr(reference, f"ball_{name}")
    return Quantity(name, letters, globals()[name], ball, latex, id, sign=sign, integer_arguments=counts)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("support_code_length", ("n", "k"), r"\Lambda_S({n},{k})", "coreset.code_length"),
    _quantity("line_code_length", ("m", "n", "i", "j", "k"), r"\Lambda_L({m},{n};{i},{j},{k})", "coreset.code_length"),
    _quantity("codebook_code_length", ("b",), r"16\cdot2^{{{b}}}", "coreset.code_length", "positive"),
    _quantity("bias_code_length", ("n",), r"\left(6{n}+32\right)", "coreset.code_length", "positive"),
    _quantity("value_code_length", ("k", "m"), r"\Lambda_V({k},{m})", "coreset.code_length"),
    _quantity("weight_code_length", ("n", "k", "b"), r"\Lambda({n},{k},{b})", "coreset.code_length", "positive"),
    _quantity("codebook_ratio", ("R", "b"), r"{R}^{{1/(2^{{{b}}}-1)}}", "coreset.quantize", "positive"),
    _quantity("codebook_error", ("R", "b"), r"\tau({R},{b})", "coreset.quantize"),
    _quantity("combined_relative_error", ("epsilon", "eta"), r"(1+{epsilon})(1+{eta})-1", "coreset.quantize"),
)
