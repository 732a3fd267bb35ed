r"""**The SAP count as a sufficient one, as published (false)**: keeping r entries discards little mass.

Algorithm 1 of the source (sparsity-informed adaptive pruning) keeps r = d (1+eta)^{-q/(q-p)} (1-I)^{qp/(q-p)} entries
of d, p < q, with eta as a parameter that stands for the ratio eta_r of discarded to kept l_p mass, and motivates r by
its Theorem 2. That theorem says only that r entries are *necessary* (:mod:`pqi_retain_is_necessary`, which is proved
here); the use as a count that is enough would need the statement below, and it fails for one spike and dust: many
tiny entries carry l_p mass that the PQ index, which is measured with the larger exponent q, does not see. A
sufficient count needs an error exponent larger than the class exponent: :mod:`stechkin_keep_count_suffices`.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import head_tail_ratio, sap_retained_count

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(1, "n"),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 4)),
    eta=Real(0, closed="left", typical=(0, 2)),
    x=Vector("n", nonzero=True),
)
n, k, p, q, eta, x = D.symbols

THEOREM = Theorem(
    name="sap_count_suffices_as_published",
    title="SAP retained count as a sufficient count",
    id="lq.sap",
    provenance="read",
    statement="For nonzero x in R^n, 0 < p < q and eta >= 0, keeping k >= n (1+eta)^(-q/(q-p)) (1-I)^(qp/(q-p)) "
    "entries, I the PQ index of x, discards at most eta times the l_p mass that is kept.",
    domain=D,
    claim=Claim(
        given=[Relation(sap_retained_count(x, p, q, eta), "<=", k)],
        then=[Relation(head_tail_ratio(x, k, p), "<=", eta)],
    ),
    expected="refuted",
    corrected_by="stechkin_keep_count_suffices",
    source=Source("diao_2023", "Algorithm 1, motivated by Theorem 2"),
    notes="The source states Theorem 2 as a lower bound on the retained count, correctly; what is refuted is the "
    "reading under which Algorithm 1 prunes down to that bound. Letters: n for d, k for r, x for w.",
)
