"""What is taken on authority: proofs of derived theorems that consist of citations alone are few and listed."""

from lqtheory.registry import all_theorems, find_proof

#: Derived theorems whose proofs have no step but citations and chains of them, and why. The list may only shrink.
CITED_ALONE = {
    "counts_give_exact_tails": "a sum over sequences as one over counts: no rule knows multinomial sums",
    "ellipsoid_width_is_an_integral": "an integral over t > 0 and its exchange with a mean: no rule knows integrals",
    "l1_volumes_satisfy_gauss_bonnet": "internal and external angles of faces: no rule knows faces of cones",
    "no_sparse_vector_beats_worst_case": "a sum over the entries where another vector is 0, at the maximiser",
    "orthant_is_met_by_wendel": "every other binomial coefficient: no rule knows sums over one parity with such ends",
    "orthogonal_neurons_removed": "squares of sums over rows and columns of matrices: no rule knows their entries",
    "output_error_of_sampled_matrix": "it says what a spectral norm is, and nothing else",
    "removed_change_is_exact": "squares of sums over rows and columns of matrices: no rule knows their entries",
    "root_sums_in_lp": "norms of functions of draws: no rule knows l_p spaces (its one checked step carried nothing)",
    "scaling_keeps_sensitivities": "factors of the rows of a matrix of points: no rule knows what is made of them",
    "threshold_rule_is_minimax": "counting among sorted values: no rule counts",
}


def test_few_proofs_consist_of_citations_alone() -> None:
    found = set()
    for theorem in all_theorems():
        proof = find_proof(theorem)
        kinds = {step.rule.kind for step in proof.steps} if proof and theorem.provenance == "derived" else set()
        if kinds and kinds <= {"cited", "chain"}:
            found.add(theorem.name)
    assert found == set(CITED_ALONE)
