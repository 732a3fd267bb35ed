r"""**Minimax lower bound**: every estimator has a squared risk of at least sigma^2 s ln(n/4s)/64 in the l_q ball.

y = theta + sigma z in R^n, ||theta||_q <= R. The points a 1_I, a^2 = sigma^2 ln(n/4s)/8, lie in the ball if s a^q <=
R^q; over a packing of them every estimator has this risk at one (Fano). Estimators are objects here; those searched
over shrink, threshold, or ignore y. Far from sharp: the constant 1/64 is that of the dossier.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.quantities.estimators import FLAT_RISK, ball_estimator, sampled_estimator
from lqtheory.relations import Relation

ESTIMATOR = Object(sampled_estimator, ball=ball_estimator, description="an estimator on R^n", of=("n",))
_PARAMETERS = Domain(
    s=Integer(1, typical=(2, 8)),
    n=Integer("4*s", typical=("64*s", "256*s")),
    q=Real(0, typical=(0.2, 2)),
    sigma=Real(0, typical=(0.1, 2)),
    R=Real("s**(1/q)*sigma*sqrt(log(n/(4*s))/8)", closed="left"),
    E=ESTIMATOR,
)
s, n, q, sigma, R, E = _PARAMETERS.symbols
level = sp.log(n / (4 * s))
height = sigma * sp.sqrt(level / 8)
D = Domain(where=[Relation(4 * sp.log(2), "<=", s * level / 2)], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="no_estimator_beats_fano",
    title="Minimax lower bound over the l_q ball",
    id="lq.lower.minimax",
    statement="For 1 <= s <= n/4 with s ln(n/(4s))/2 >= 4 ln 2 and s^(1/q) sigma (ln(n/(4s))/8)^(1/2) <= R, every "
    "estimator E of a vector in the l_q ball of radius R from entries with noise sigma has a squared risk of at least "
    "sigma^2 s ln(n/(4s))/64.",
    domain=D,
    claim=AtMost(sigma**2 * s * level / 64, FLAT_RISK.symbol(E, n, s, height, sigma)),
    source=Source("lqtheory_dossier", "lq.lower.minimax"),
    notes="The risk is measured on flat points of the ball, so it is at most that on the whole ball.",
)
