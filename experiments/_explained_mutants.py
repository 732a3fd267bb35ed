"""Mutants that the search lets pass: a counterexample by hand where they are false, the reason where they are true.

Both are held to ``experiments/results/mutation_scores.csv``: a mutant that begins to survive fails a test until it is
killed or explained here, and an explanation of what does not survive any more fails as well.
"""

from typing import Any

import numpy as np

from lqtheory.quantities.sublevel_sets import SublevelSet

#: Theorem and beginning of the mutant -> an instance at which balls show it to be false.
COUNTEREXAMPLES: dict[tuple[str, str], dict[str, Any]] = {
    ("estimate_rarely_above", "without peak"): {
        "n": 2, "m": 5, "B": 1.5, "epsilon": 0.4, "v": [1.0, 0.0], "s": [1, 6.5],
    },
    ("fano_error_at_least_half", "without 4*log(2)"): {"s": 2, "n": 8},
    ("no_code_beats_packing", "without 2**B"): {"s": 1, "n": 2, "B": 1, "q": 1.0, "p": 2.0, "C": np.eye(2)},
    ("no_decoder_beats_packing", "without m*log(3)"): {
        "s": 1, "n": 9, "m": 8, "q": 0.5, "p": 2.0, "A": np.diff(np.eye(9), axis=0), "y": np.zeros(9),
    },
    ("no_dictionary_beats_packing", "without (3/"): {
        "s": 1, "n": 3, "M": 3, "m": 1, "q": 1.0, "theta": 0.25, "D": np.eye(3),
    },
    ("no_measurement_beats_packing", "without m*log(3)"): {
        "s": 1, "n": 9, "m": 8, "q": 0.5, "p": 2.0, "A": np.diff(np.eye(9), axis=0),
    },
    ("published_counts_exceed_edges", "without d*n <= "): {
        "n": 1, "d": 10**11, "L": 1, "S": 1.0, "epsilon": 1.0, "delta": 0.5,
    },
    ("mixed_coreset_rarely_errs", "without m*estimate_covariance"): {
        "n": 2, "m": 1, "delta": 0.95, "V": 0.0, "v": [1.0, 0.0], "s": [1.0, 1.0],
    },
    ("robin_hood_raises_pqi", "without 2*3**p"): {"p": 1.25, "q": 3.5, "L": 1.125, "r": 0.25, "s": 0.75, "N": 5000},
    ("robin_hood_raises_pqi", "without N**"): {"p": 1.25, "q": 3.5, "L": 300.0, "r": 0.25, "s": 0.75, "N": 2},
    ("sharp_threshold_below_larger_share", "without R < b*(m + 1)"): {
        "n": 5, "k": 2, "m": 1, "a": 0.5, "R": 0.5, "T": 0.4999, "b": 0.2,
    },
    ("sharp_threshold_below_larger_share", "without b*k <= 1 - R"): {
        "n": 4, "k": 2, "m": 1, "a": 0.2, "R": 0.5, "T": 0.4999, "b": 0.4,
    },
    ("slice_mean_rises_strictly", "without sublevel_sum"): {
        "K": SublevelSet(np.ones(1), np.ones(1), 0.25), "s": 1.0, "h": 2.0,
    },
    ("sub_exponential_tail_far", "without exp(1/lam)"): {
        "n": 2, "m": 1, "lam": 0.4, "epsilon": 0.8, "v": [0.0684, 0.9316], "s": [0.38, 0.62],
    },
    ("sub_exponential_tail_far", "without exp(-1/lam)"): {
        "n": 2, "m": 1, "lam": 0.5, "epsilon": 1.0, "v": [0.779, 0.221], "s": [0.38, 0.62],
    },
    ("sub_exponential_tail_near", "without exp(-epsilon/"): {
        "n": 2, "m": 1, "lam": 0.5, "epsilon": 1.0, "v": [0.779, 0.221], "s": [0.38, 0.62],
    },
    ("sub_exponential_tail_near", "without exp(epsilon/"): {
        "n": 2, "m": 1, "lam": 0.4, "epsilon": 0.8, "v": [0.0684, 0.9316], "s": [0.38, 0.62],
    },
}  # fmt: skip

_LESS = "true: it is the theorem with one less to move, which is the stronger one"
_ZERO_LOG = "at the end that is let in the first bounds read 0 log 0, which has no value; the last ones hold"
_TRIVIAL = "true: at what is let in the probability is 0 or 1 and the bound trivial"
_SPIKE = "false for a vector with one nonzero entry, by an equality, which balls leave undecided for ever"
_NO_INDEX = "the index has no value for p = q"
_NEGATIVE = "a power of a negative number has no value"
_PRODUCT = "true: with any m for d it is the theorem on one cone and a subspace, for the product"
_NAMES = "true: the conclusion does not mention L, which only names the number that the proof uses"

_CAPPED = "true: probabilities above 1 count as 1, and with them the right-hand side would be smaller"

#: Theorem and beginning of the mutant -> why no instance breaks it, or why no program here can find one.
EXPLAINED: dict[tuple[str, str], str] = {
    ("blocks_of_one_give_l1_curve", "conclusion 2: right-hand side times"): "true: at 0 both curves are 0",
    ("exchange_between_rows", "t -> t - 1"): _LESS,
    ("exchange_between_worst_cases", "t -> t - 1"): _LESS,
    ("exchange_between_worst_cases", "without k + t <= n"): "true: the range of n says so already",
    ("least_largest_error", "conclusion 1: t -> t - 1"): _LESS,
    (
        "worst_case_gains_decrease",
        "j -> j + 1",
    ): "true: j + 1 <= k, so that the gain at j + 1 is the larger one as well",
    ("least_largest_error_needs_samples", "(y + 1)**2"): "true: (1 + y)^1.9 is at least 1 as well",
    ("cones_often_meet", "without cone_dimension"): _PRODUCT,
    (
        "cones_rarely_meet",
        "without cone_dimension",
    ): _PRODUCT,
    ("lower_tail_of_volumes", "without 0 < m"): _ZERO_LOG,
    ("upper_tail_of_volumes", "without m < "): _ZERO_LOG,
    ("subspace_is_often_met", "without 0 < m"): _ZERO_LOG,
    ("subspace_is_rarely_met", "without m < "): _ZERO_LOG,
    ("published_formula_meets_often", "without 0 < m"): _TRIVIAL,
    ("published_formula_meets_rarely", "without m < "): _TRIVIAL,
    ("published_formula_meets_often", "without m < "): "true: m < delta < d says so already",
    ("published_formula_keeps_cones_apart", "without cone_dimension"): _PRODUCT,
    ("published_formula_lets_cones_meet", "without cone_dimension"): _PRODUCT,
    ("babies_raise_hoyer", "without 0 < order_statistic"): _SPIKE,
    ("pqi_satisfies_all_axioms", "without 0 < order_statistic"): _SPIKE,
    ("pqi_satisfies_all_axioms", "without p < q"): _NO_INDEX,
    ("rising_tide_lowers_indices", "without p < q"): _NO_INDEX,
    ("robin_hood_lowers_indices", "without p < q"): _NO_INDEX,
    ("sharp_threshold_below_every_block", "without b*m <= T"): _NEGATIVE,
    ("sharp_threshold_below_larger_share", "without b*m <= R"): _NEGATIVE,
    ("no_estimator_beats_fano", "without 4*log(2)"): (
        "not known: for s ln(n/4s) < 8 ln 2 the bound is far below the risk of every estimator that is tried"
    ),
    ("published_mean_above_half", "without Sum"): "a mean of 1 means lam = 0 and l = 0, and l/(l + lam) has no value",
    ("pruned_mass_with_fewer_above_threshold", "j -> j - 1"): "true: the formula holds for j = 0 as well",
    ("pruned_mass_with_more_above_threshold", "j -> j - 1"): "true: the formula holds for j = 0 as well",
    ("averages_after_largest_terms", "without"): (
        "not known: the bound is far above the error for every dictionary that is small enough to be searched"
    ),
    ("combined_dictionary_bound", "without"): _NAMES,
    ("oracle_inequality_with_averages", "without"): _NAMES,
    ("largest_terms_and_pursuit", "without L <= n"): "a vector of n entries has no tail behind L > n",
    ("oracle_inequality_of_averages", "without L <= n"): "a vector of n entries has no tail behind L > n",
    ("oracle_inequality_with_few_atoms", "without q*(m + 1)"): (
        "not known: the bound is far above the error for every dictionary that is small enough to be searched"
    ),
    ("smaller_support_wins_for_small_exponents", "without 0 < "): "a ratio with |z|_(m) = 0 below it has no value",
    ("draws_for_distinct_edges", "without u < "): "true: positive scores have n nonzero entries, and u < n",
    ("equal_storage_allows_more_draws", "without u < "): "true: positive scores have n nonzero entries, and u < n",
    ("pivotal_pairs_are_negatively_correlated", "conclusion 1: k -> k + 1"): "true: both sides are the same",
    ("pivotal_pairs_are_negatively_correlated", "without peak"): _CAPPED,
    ("pivotal_variance_at_most_independent", "without peak"): _CAPPED,
    ("subspace_width_gap", "conclusion 1: m -> m - 1"): "true: it is the theorem for m - 1",
}
