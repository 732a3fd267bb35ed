r"""**No code of B bits beats the volume**: its error is at least 2^{-B/n} (vol b_q^n/vol b_p^n)^{1/n}.

In l_p, 0 < p <= inf, on the unit l_q ball (vol b_inf^n = 2^n). The l_p balls of that radius e about 2^B words cover
b_q^n, so vol b_q^n <= 2^B e^n vol b_p^n. Codes are matrices here, one word in each row, and are searched over. Sharp
for n = 1 and equidistant words.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.domain import Matrix
from lqtheory.quantities.covering import COVERING_ERROR
from lqtheory.symbols import log_lq_ball_volume

D = Domain(
    n=Integer(1, typical=(1, 2)),
    B=Integer(0, typical=(0, 2)),
    q=Real(0, typical=(0.2, 2)),
    p=Real(0, typical=(0.5, 4), infinite=True),
    C=Matrix("2**B", "n"),
)
n, B, q, p, C = D.symbols
volumes = log_lq_ball_volume(n, q) - log_lq_ball_volume(n, p)


def equidistant(n: int, B: int, q: float, p: float) -> np.ndarray:
    """Words at the centres of 2^B intervals of one coordinate."""
    code = np.zeros((2**B, n))
    code[:, 0] = (2 * np.arange(2**B) + 1) / 2**B - 1
    return code


THEOREM = Theorem(
    name="no_code_beats_volume",
    title="Lower bound by volume for every code",
    id="lq.lower.volume",
    statement="For q > 0, p in (0,inf], n >= 1 and B >= 0, every code C of 2^B words in R^n has an l_p error of at "
    "least 2^(-B/n) (vol b_q/vol b_p)^(1/n) on the unit l_q ball.",
    domain=D,
    claim=AtMost(2 ** (-B / n) * sp.exp(volumes / n), COVERING_ERROR.symbol(C, q, p)),
    extremal=equidistant,
    sharp_at=({"n": 1, "B": 1, "q": 1, "p": 2}, {"n": 1, "B": 2, "q": 0.5, "p": 1}),
    source=Source("lqtheory_dossier", "lq.lower.volume"),
)
