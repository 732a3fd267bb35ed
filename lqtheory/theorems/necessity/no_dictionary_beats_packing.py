r"""**No dictionary of M atoms beats a packing**: if C(M,m) (3/(1-2 theta))^m < P(n,s), m terms leave theta s^{1/2-1/q}.

Arbitrary coefficients. Otherwise all packing points would lie within theta s^{1/2-1/q} of C(M,m) subspaces of dimension
m; their approximants in one of them are (1-2 theta) s^{1/2-1/q} apart in a ball of radius (1+theta) s^{1/2-1/q}, so at
most (3/(1-2 theta))^m of them (volume). Dictionaries are matrices here, one atom in each row, and are searched over.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.domain import Matrix
from lqtheory.quantities.span_errors import DICTIONARY_ERROR
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, packing_count

_PARAMETERS = Domain(
    s=Integer(1, typical=(1, 1)),
    n=Integer("2*s", typical=("2*s+2", "2*s+6")),
    M=Integer(1, typical=(1, 2)),
    m=Integer(0, "M", typical=(0, 1)),
    q=Real(0, 2, closed="right", typical=(0.2, 2)),
    theta=Real(0, sp.Rational(1, 2), typical=(0, 0.25)),
    D=Matrix("M", "n"),
)
s, n, M, m, q, theta, atoms = _PARAMETERS.symbols
D = Domain(
    where=[Relation(binomial_coefficient(M, m) * (3 / (1 - 2 * theta)) ** m, "<", packing_count(n, s))],
    **_PARAMETERS.parameters,
)

THEOREM = Theorem(
    name="no_dictionary_beats_packing",
    title="Lower bound for dictionaries",
    id="lq.lower.dict",
    statement="For 0 < q <= 2, 0 < theta < 1/2, 1 <= s <= n/2 and C(M,m) (3/(1-2 theta))^m < P(n,s), m terms of a "
    "dictionary D of M atoms leave an l_2 error of at least theta s^(1/2-1/q) on the unit l_q ball.",
    domain=D,
    claim=AtMost(theta * s ** (sp.Rational(1, 2) - 1 / q), DICTIONARY_ERROR.symbol(atoms, m, s, q)),
    source=Source("lqtheory_dossier", "lq.lower.dict"),
    notes="The error is measured on the flat points of the ball, so it is at most that on the whole ball.",
)
