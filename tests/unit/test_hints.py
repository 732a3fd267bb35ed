"""What the report of a false claim proposes."""

import re

from lqtheory.checks.hints import hints
from lqtheory.checks.tightness import Sample, Worst
from lqtheory.claim import AtMost
from lqtheory.domain import Domain, Integer
from lqtheory.evidence import Verdict
from lqtheory.theorem import Source, Theorem

D = Domain(n=Integer(1, typical=(1, 40)))
(n,) = D.symbols
FALSE = Theorem("demo", "Demo", "S.", D, AtMost(10, n), Source("demo"))


class Refuted:
    """All that hints look at in a record."""

    verdict, attempts, method = Verdict.FALSIFIED, 100, "falsify"


def told(*elsewhere: int) -> str:
    drawn = [Sample({"n": value}, 10 / value, False) for value in range(1, 41)]
    return " ".join(hints(FALSE, [Refuted()], drawn, Worst(), elsewhere=[{"n": value} for value in elsewhere]))


def test_no_assumption_is_proposed_under_which_a_counterexample_is_known():
    assert re.search(r"at all 31 of them where n >= (9|10)\b", told())
    assert re.search(r"at all 15 of them where n >= (25|26)\b", told(25))
    assert "assumption" not in told(39)
