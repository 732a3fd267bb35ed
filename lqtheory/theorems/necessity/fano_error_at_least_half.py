r"""**Fano's error probability on the packing is at least 1/2** once s ln(n/4s)/2 >= 4 ln 2.

Hypotheses a 1_I with a^2 = sigma^2 ln(n/4s)/8 over the packing: their divergences are at most s a^2/sigma^2, and Fano's
inequality says that every estimator names the wrong one with probability at least 1 - (KL + ln 2)/ln P. As they are
sqrt(s) a apart in l_2, the minimax squared risk over any l_q ball that contains them is at least (1/2) s a^2/4 =
sigma^2 s ln(n/4s)/64 (:mod:`no_estimator_beats_fano`). Only the number is checked here.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count

_PARAMETERS = Domain(s=Integer(1, typical=(2, 8)), n=Integer("4*s", typical=("64*s", "256*s")))
s, n = _PARAMETERS.symbols
level = sp.log(n / (4 * s))
D = Domain(where=[Relation(4 * sp.log(2), "<=", s * level / 2)], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="fano_error_at_least_half",
    title="Fano's bound on the packing",
    id="lq.lower.minimax.error",
    statement="For 1 <= s <= n/4 with s ln(n/(4s))/2 >= 4 ln 2, Fano's bound 1 - (s ln(n/(4s))/8 + ln 2)/ln P(n,s) "
    "is at least 1/2.",
    domain=D,
    claim=AtMost(sp.Rational(1, 2), 1 - (s * level / 8 + sp.log(2)) / sp.log(packing_count(n, s))),
    box={"s": (2, 3), "n": (200, 220)},
    source=Source("tsybakov_2009", "Theorem 2.5 and section 2.6"),
    provenance="recalled",
)
