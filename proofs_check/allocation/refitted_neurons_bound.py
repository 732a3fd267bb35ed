"""The bound for every dictionary, at the contributions of the neurons."""

from lqtheory import Integer, Proof, Step, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorems.allocation.refitted_neurons_bound import THEOREM, D, W, X, k, rate

EXTRA = {"n": Integer(1, typical=(1, 4)), "theta": Vector("n"), "F": DICTIONARY}
n, theta, F = D.extend(**EXTRA).symbols[-3:]
q = D.symbol("q")
masses = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)

PROOF = Proof(
    "refitted_neurons_bound",
    extra=EXTRA,
    steps=[
        Step(
            "dictionary",
            Relation(MEASURED["best_dictionary_error"].symbol(theta, F, k), "<=", rate * masses),
            apply("combined_bound_for_all_counts", {"m": k}),
        ),
        Step(
            "claim",
            THEOREM.claim,
            lemma("neurons_are_atoms", W=W, X=X, k=k, bound=rate * masses, theta=theta, F=F),
            ["dictionary"],
        ),
    ],
)
