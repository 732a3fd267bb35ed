"""What the quantities mean, in terms of a few primitive ones: the unfoldings that proofs may use.

Primitive are sums over the sorted entries (``power_sum``, ``tail_power_sum``, ``order_statistic``), ``peak`` and
``support_size``;
everything else is a formula in them. A test holds every definition to the array and ball versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.definitions_classes import CLASS_CONDITIONS, CLASS_DEFINITIONS
from lqtheory.definitions_codes import CODE_CONDITIONS, CODE_DEFINITIONS
from lqtheory.definitions_cones import CONE_CONDITIONS, CONE_DEFINITIONS
from lqtheory.definitions_coresets import CORESET_CONDITIONS, CORESET_DEFINITIONS
from lqtheory.definitions_networks import NETWORK_DEFINITIONS
from lqtheory.domain import Domain, Matrix, Real, Vector
from lqtheory.errors import UnsupportedError
from lqtheory.expressions import MaxOver
from lqtheory.quantities import find_quantity
from lqtheory.quantities.matrix_rows import BY_COLUMN
from lqtheory.quantities.network_errors import NETWORK_QUANTITIES, network_quantity
from lqtheory.relations import Relation

__all__ = ["DEFINITIONS", "is_tolerance", "is_vector", "meant_for", "size_of", "unfold"]

# Vector-valued operations: number of entries of the result in terms of that of the argument.
_SIZES: dict[str, Callable[[sp.Expr], sp.Expr]] = {
    "clone": lambda n: 2 * n,
    "append_zero": lambda n: n + 1,
    "best_k_term_curve": lambda n: n + 1,
}


def _head(name: str) -> Any:
    return find_quantity(name).symbol


def _index(letter: str, *arguments: Any) -> sp.Symbol:
    """A positive integer index that is bound in a formula: underscores are added until no argument has its name."""
    taken = {str(s) for argument in arguments for s in sp.sympify(argument).free_symbols}
    while letter in taken:
        letter += "_"
    return sp.Symbol(letter, integer=True, positive=True)


def size_of(vector: sp.Basic, domain: Domain) -> sp.Expr:
    """Number of entries of a vector expression.

    Parameters
    ----------
    vector : sympy.Basic
        A vector parameter of the domain, or a vector-valued quantity of one.
    domain : Domain
        The domain that declares it.

    Returns
    -------
    sympy.Expr
        The size, in the domain's symbols.

    Raises
    ------
    UnsupportedError
        If it is neither.
    """
    if isinstance(vector, sp.Symbol) and isinstance(domain.parameters.get(vector.name), Vector):
        size = domain.parameters[vector.name].size  # type: ignore[union-attr]
        return sp.sympify(size, locals={s.name: s for s in domain.symbols})
    quantity = getattr(type(vector), "quantity", None)
    if quantity in BY_COLUMN and isinstance(domain.parameters.get(str(vector.args[0])), Matrix):
        columns = domain.parameters[str(vector.args[0])].cols  # type: ignore[union-attr]
        return sp.sympify(columns, locals={s.name: s for s in domain.symbols})
    if quantity is NETWORK_QUANTITIES["weight_row"]:  # kept and pruned entries
        return network_quantity("kept_count")(*vector.args) + network_quantity("pruned_count")(*vector.args)
    if quantity is not None and quantity.vector:
        inner = size_of(vector.args[0], domain)
        return _SIZES.get(quantity.name, lambda n: n)(inner)
    if isinstance(vector, (sp.Add, sp.Mul, sp.Pow, sp.Abs)):  # componentwise arithmetic; scalars apply to every entry
        sizes = {size_of(part, domain) for part in vector.args if is_vector(part, domain)}
        if len(sizes) == 1:
            return sizes.pop()
    raise UnsupportedError(
        f"the number of entries of {vector} is not known; use a vector parameter or an operation on one"
    )


def is_vector(expression: sp.Basic, domain: Domain) -> bool:
    """Whether an expression stands for a vector of the domain rather than for a number.

    Parameters
    ----------
    expression : sympy.Basic
        Any expression in the domain's symbols.
    domain : Domain
        The domain that declares them.

    Returns
    -------
    bool
        True for vector parameters, vector-valued quantities, and componentwise arithmetic that contains one.
    """
    if isinstance(expression, sp.Symbol):
        return isinstance(domain.parameters.get(expression.name), Vector)
    quantity = getattr(type(expression), "quantity", None)
    if quantity is not None:
        return bool(quantity.vector)
    return any(is_vector(part, domain) for part in expression.args)


def _at_most(a: Any, b: Any) -> Relation:
    return Relation(a, "<=", b)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _effective_sparsity(n: Any, x: Any, q: Any, p: Any) -> sp.Expr:
    power_sum = _head("power_sum")
    return power_sum(x, q) ** (p / (p - q)) * power_sum(x, p) ** (-q / (p - q))


def _pqi(n: Any, x: Any, p: Any, q: Any) -> sp.Expr:
    power_sum = _head("power_sum")
    return 1 - n ** (1 / q - 1 / p) * power_sum(x, p) ** (1 / p) * power_sum(x, q) ** (-1 / q)


def _hoyer(n: Any, x: Any) -> sp.Expr:
    power_sum = _head("power_sum")
    return (sp.sqrt(n) - power_sum(x, 1) / sp.sqrt(power_sum(x, 2))) / (sp.sqrt(n) - 1)


def _gini(n: Any, x: Any) -> sp.Expr:
    j = _index("j", n, x)
    weighted = sp.Sum((j - sp.Rational(1, 2)) * _head("order_statistic")(x, j), (j, 1, n))
    return 1 - 2 * weighted / (n * _head("power_sum")(x, 1))


def _worst_case(k: Any, n: Any, q: Any, p: Any) -> sp.Expr:
    m = _index("m", k, n, q, p)
    return MaxOver((m - k) ** (1 / p) * m ** (-1 / q), m, k + 1, n)


def _stechkin_constant(q: Any, p: Any) -> sp.Expr:
    a = q / p
    return (a**a * (1 - a) ** (1 - a)) ** (1 / q)


def _weak_lq_bound(k: Any, n: Any, q: Any, p: Any) -> sp.Expr:
    i = _index("i", k, n, q, p)
    return sp.Sum(i ** (-p / q), (i, k + 1, n)) ** (1 / p)


def _weak_lq_norm(n: Any, x: Any, q: Any) -> sp.Expr:
    i = _index("i", n, x, q)
    return MaxOver(i ** (1 / q) * _head("order_statistic")(x, i), i, 1, n)


def _weighted_best_k_term_error(x: Any, a: Any, k: Any, p: Any) -> sp.Expr:
    return _head("tail_power_sum")(a ** (1 / p) * x, k, p) ** (1 / p)


def _weighted_worst_case(n: Any, k: Any, omega: Any, a: Any, q: Any, p: Any) -> sp.Expr:
    """The m smallest costs are the tail after the n - m largest."""
    m = _index("m", n, k, omega, a, q, p)
    cheapest = _head("tail_power_sum")(omega * a ** (-q / p), n - m, 1)
    return MaxOver((m - k) ** (1 / p) * cheapest ** (-1 / q), m, k + 1, n)


def _kmin_stechkin(s: Any, eta: Any, q: Any, p: Any) -> sp.Expr:
    a = q / p
    return (1 - a) * a ** (a / (1 - a)) * eta ** (-p * q / (p - q)) * s


def _pqi_retain(d: Any, index: Any, eta: Any, p: Any, q: Any) -> sp.Expr:
    return d * (1 + eta) ** (-q / (q - p)) * (1 - index) ** (q * p / (q - p))


def _common_component_error(m: Any, n: Any, q: Any, F: Any) -> sp.Expr:
    return sp.sqrt((n - m) * n ** (-2 / q) * (1 - F) * (1 + (n - 1) * F) / (1 + (m - 1) * F))


def _optimal_common_component(m: Any, n: Any) -> sp.Expr:
    return (n - m - 1) / (n - 1 + sp.sqrt(m * (n - 1) * (n - m)))


def _head_tail_ratio(x: Any, r: Any, p: Any) -> sp.Expr:
    tail = _head("tail_power_sum")(x, r, p)
    return tail / (_head("power_sum")(x, p) - tail)


# name -> formula in the arguments; those in _NEEDS_SIZE get the number of entries of a vector argument first.
DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "lq_norm": lambda x, q: _head("power_sum")(x, q) ** (1 / q),
    "rising_tide": lambda x, a: _head("magnitudes")(x) + a,
    "log_lq_norm": lambda x, q: sp.log(_head("power_sum")(x, q)) / q,
    "best_k_term_error": lambda x, k, p: _head("tail_power_sum")(x, k, p) ** (1 / p),
    "effective_sparsity": lambda x, q, p: _effective_sparsity(None, x, q, p),
    "si": lambda x, q: _head("power_sum")(x, 1) * _head("power_sum")(x, q) ** (-1 / q),
    "pqi": _pqi,
    "hoyer": _hoyer,
    "gini": _gini,
    "worst_case": _worst_case,
    "log_worst_case": lambda k, n, q, p: sp.log(_worst_case(k, n, q, p)),
    **CODE_DEFINITIONS,
    **CONE_DEFINITIONS,
    **CLASS_DEFINITIONS,
    **CORESET_DEFINITIONS,
    "stechkin_constant": _stechkin_constant,
    "log_stechkin_constant": lambda q, p: sp.log(_stechkin_constant(q, p)),
    "stechkin_bound": lambda k, q, p: _stechkin_constant(q, p) * k ** (1 / p - 1 / q),
    "weak_lq_bound": _weak_lq_bound,
    "weak_lq_norm": _weak_lq_norm,
    "weighted_best_k_term_error": _weighted_best_k_term_error,
    "weighted_worst_case": _weighted_worst_case,
    "weak_lq_dimension_free_bound": lambda k, q, p: (q / (p - q)) ** (1 / p) * k ** (1 / p - 1 / q),
    "kmin_stechkin": _kmin_stechkin,
    "kmin_stechkin_count": lambda s, eta, q, p: sp.ceiling(_head("kmin_stechkin")(s, eta, q, p)),
    "head_tail_ratio": _head_tail_ratio,
    "pqi_retain": _pqi_retain,
    "uniform_dictionary_constant": lambda q: sp.sqrt(2 * q) * (1 - q / 2) ** (1 / q - sp.Rational(1, 2)),
    "sharp_dictionary_constant": lambda q: sp.sqrt(q / (2 - q) * (2 * (1 - q) / (2 - q)) ** (2 * (1 - q) / q)),
    "orthogonal_greedy_factor": lambda m: 1 / sp.sqrt(m + 3),
    "common_component_error": _common_component_error,
    "optimal_common_component": _optimal_common_component,
    "published_dictionary_constant": lambda q: 2 ** (1 / q - sp.Rational(1, 2)),
    "published_oracle_constant": lambda q: 2 ** (2 / q - 1),
    "top_k_code_bound": lambda x, k, h, p: (_head("tail_power_sum")(x, k, p) + k * (h / 2) ** p) ** (1 / p),
    "sap_retained_count": lambda x, p, q, eta: (1 + eta) ** (-q / (q - p)) * _head("effective_sparsity")(x, p, q),
}
# name -> when the formula is what the quantity means: elsewhere the two may have different signs.
_MEANT_FOR: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "worst_case": lambda k, n, q, p: (_at_most(0, k),),
    "log_worst_case": lambda k, n, q, p: (_at_most(0, k), _less(k, n)),
    "weighted_worst_case": lambda k, omega, a, q, p: (_at_most(0, k), _less(0, omega), _less(0, a)),
    **CODE_CONDITIONS,
    **CONE_CONDITIONS,
    **CLASS_CONDITIONS,
    **CORESET_CONDITIONS,
    "weak_lq_bound": lambda k, n, q, p: (_at_most(0, k),),
    "weak_lq_dimension_free_bound": lambda k, q, p: (_at_most(1, k), _less(0, q), _less(q, p)),
    "stechkin_constant": lambda q, p: (_less(0, q), _at_most(q, p)),
    "log_stechkin_constant": lambda q, p: (_less(0, q), _at_most(q, p)),
    "stechkin_bound": lambda k, q, p: (_at_most(1, k), _less(0, q), _at_most(q, p)),
    "uniform_dictionary_constant": lambda q: (_less(0, q), _at_most(q, 1)),
    "sharp_dictionary_constant": lambda q: (_less(0, q), _at_most(q, 1)),
    "common_component_error": lambda m, n, q, F: (_at_most(m, n), _at_most(1, m), _at_most(0, F), _at_most(F, 1)),
    "optimal_common_component": lambda m, n: (_at_most(1, m), _less(m, n)),
    "orthogonal_greedy_factor": lambda m: (_at_most(1, m),),
    "published_dictionary_constant": lambda q: (_less(0, q), _at_most(q, 1)),
    "published_oracle_constant": lambda q: (_less(0, q), _at_most(q, 1)),
    "kmin_stechkin": lambda s, eta, q, p: (_at_most(0, s), _less(0, q), _less(q, p)),
    "pqi": lambda x, p, q: (_less(0, p), _less(p, q)),
    "pqi_retain": lambda d, index, eta, p, q: (
        _less(0, d),
        _less(index, 1),
        _at_most(0, eta),
        _less(0, p),
        _less(p, q),
    ),
    "top_k_code_bound": lambda x, k, h, p: (_at_most(0, k), _less(0, h), _less(0, p)),
    "sap_retained_count": lambda x, p, q, eta: (_at_most(0, eta), _less(0, p), _less(p, q)),
}
_NEEDS_SIZE = {"pqi": 0, "hoyer": 0, "gini": 0, "weak_lq_norm": 0, "weighted_worst_case": 1}
_NEEDS_SIZE |= dict.fromkeys(("positive_input", "negative_input"), 0)

# Counts whose formula is for relative errors strictly between 0 and 1 (at 1 and beyond the count is 0).
_NEEDS_TOLERANCE = ("kmin_stechkin", "kmin_stechkin_count")


def meant_for(node: sp.Basic) -> tuple[Relation, ...]:
    """What the arguments of a quantity must satisfy for its formula to be its meaning.

    Parameters
    ----------
    node : sympy.Basic
        A quantity at arguments, such as ``stechkin_constant(q, p)``.

    Returns
    -------
    tuple of Relation
        The conditions; none for quantities whose formula has their sign everywhere.
    """
    name = type(node).quantity.name
    return _MEANT_FOR[name](*node.args) if name in _MEANT_FOR else ()


def is_tolerance(eta: sp.Expr, domain: Domain) -> bool:
    """Whether the domain (or SymPy, for numbers) says that 0 < eta < 1.

    Parameters
    ----------
    eta : sympy.Expr
        A relative error.
    domain : Domain
        The domain that declares it.

    Returns
    -------
    bool
        True only if it is known.
    """
    member = domain.parameters.get(str(eta))
    if isinstance(member, Real) and domain.symbol(str(eta)) == eta:
        return bool(eta.is_positive and domain.bound(str(eta), "high") == 1 and not member.includes_high)
    return bool(eta.is_positive and (1 - eta).is_positive)


def quantity_terms(expression: sp.Expr) -> set[sp.Basic]:
    """Quantities at arguments that occur in an expression.

    Parameters
    ----------
    expression : sympy.Expr
        Any expression.

    Returns
    -------
    set of sympy.Basic
        Terms such as ``lq_norm(x, q)``.
    """
    return {node for node in expression.atoms(sp.Function) if getattr(type(node), "quantity", None) is not None}


def unfold(
    expression: sp.Expr,
    domain: Domain,
    keep: frozenset[sp.Basic] = frozenset(),
    shown: Callable[[Relation], bool] | None = None,
) -> sp.Expr:
    """Replace every defined quantity by its formula, until only primitive ones are left.

    Parameters
    ----------
    expression : sympy.Expr
        Any expression.
    domain : Domain
        Gives the number of entries of vectors.
    keep : frozenset of sympy.Basic
        Quantities at arguments that stay as they are.
    shown : callable, optional
        Says whether a condition holds: quantities at arguments for which they are not known to be meant stay.

    Returns
    -------
    sympy.Expr
        The unfolded expression.

    Examples
    --------
    >>> from lqtheory.domain import Domain, Integer, Real, Vector
    >>> from lqtheory.symbols import lq_norm
    >>> D = Domain(n=Integer(1), q=Real(0), x=Vector("n"))
    >>> unfold(lq_norm(D.symbol("x"), D.symbol("q")), D)
    power_sum(x, q)**(1/q)
    """

    def defined(node: sp.Basic) -> bool:
        name = getattr(getattr(type(node), "quantity", None), "name", None)
        if name in NETWORK_DEFINITIONS:
            return node not in keep and NETWORK_DEFINITIONS[name](domain, *node.args) is not None
        if node in keep or name not in DEFINITIONS or _may_be_infinite(node, domain):
            return False
        return shown is None or all(map(shown, meant_for(node)))

    while True:
        nodes = [node for node in expression.atoms(sp.Function) if defined(node)]
        if not nodes:
            return expression
        expression = expression.xreplace({node: _formula(node, domain) for node in nodes})


def _may_be_infinite(node: sp.Basic, domain: Domain) -> bool:
    """Whether an exponent of a quantity is or may be inf, where the formulas of this module do not hold."""
    members = (domain.parameters.get(str(s)) for s in node.free_symbols)
    return node.has(sp.oo, -sp.oo) or any(isinstance(m, Real) and m.infinite for m in members)


def _formula(node: sp.Basic, domain: Domain) -> sp.Expr:
    name = type(node).quantity.name
    args = node.args
    if name in NETWORK_DEFINITIONS:
        return NETWORK_DEFINITIONS[name](domain, *args)
    if name in _NEEDS_SIZE:
        return DEFINITIONS[name](size_of(args[_NEEDS_SIZE[name]], domain), *args)
    if name in _NEEDS_TOLERANCE and not is_tolerance(args[1], domain):
        raise UnsupportedError(f"{node} has its formula for 0 < {args[1]} < 1 only, which the domain does not say")
    return DEFINITIONS[name](*args)
