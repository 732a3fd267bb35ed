r"""**Oracle risk over an l_q hull**: the best m columns have risk at most A m^{-s} + v m, no columns at most t^2 B^2.

The risk of least squares on m columns is the squared distance of f* = sum theta_j X_j to their span plus sigma^2 times
their rank over n (:mod:`projection_risk_is_exact`), at most sigma_m(f*)^2 + v m for the best ones, v = sigma^2/n. With
A = 4 C_{q,2}^2 ||masses||_q^2 and s = 2/q - 1 that is the trade-off of :mod:`oracle_trade_off`, least among whole m
next to its minimiser (:mod:`oracle_best_whole_size`); the empty subset has the risk ||f*||^2. Masses |theta_j| ||X_j||
have an l_q norm of at most t B if ||theta||_q <= t and ||X_j|| <= B.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 5)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    v=Real(0, typical=(0.01, 2)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, q, v, theta, F = D.symbols
norm = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
best = MEASURED["best_dictionary_error"].symbol
A = uniform_dictionary_constant(q) ** 2 * norm**2

THEOREM = Theorem(
    name="oracle_risk_of_best_subset",
    title="Oracle risk of the best subset",
    id="lq.risk.oracle.subset",
    statement="For every dictionary F of n columns, coefficients theta, 0 < q <= 1, v > 0 and m >= 1, the squared best "
    "error with m columns plus v m is at most 4C_{q,2}^2 m^(1-2/q) times the squared l_q norm of the masses plus v m, "
    "and the squared error with none is at most the squared l_q norm of the masses.",
    domain=D,
    claim=Claim(
        then=[
            Relation(best(theta, F, m) ** 2 + v * m, "<=", A * m ** (1 - 2 / q) + v * m),
            Relation(best(theta, F, 0) ** 2, "<=", norm**2),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.risk.oracle"),
)
