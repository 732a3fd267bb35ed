"""Every entry of X is at most the largest of Y and the largest change; for means, (change - its mean)^2 >= 0."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation import pooling_is_lipschitz as stated
from lqtheory.theorems.network_propagation.pooling_is_lipschitz import THEOREM, D, d, largest, r

EXTRA = {"i": Integer(1, "r"), "j": Integer(1, "d"), "o": Integer(1, "d"), "g": Real(), "m": Real()}
i, j, o, g, m = D.extend(**EXTRA).symbols[-5:]
v, w = sp.Symbol("v", real=True), sp.Symbol("w", nonnegative=True)
(x, y), gap, other_gap = stated.entries(i, j), stated.change(i, j), stated.change(i, o)
most, squares = stated.largest_change(i), stated.mean_square(i)
x_most, y_most = (MaxOver(e, j, 1, d) for e in (x, y))
peak, mean = stated.of_maximum(i), stated.of_mean(i)
one = sp.Sum(1, (j, 1, d))
everywhere = largest(stated.largest_change(stated.window))


def below(first: sp.Expr, second: sp.Expr, name: str) -> list[Step]:
    """The largest entry of one input is at most that of the other and the largest change."""
    other = MaxOver(second, j, 1, d)
    return [
        Step(f"near_{name}", Relation(first - second, "<=", sp.Abs(gap)), lemma("at_most_absolute", t=first - second)),
        Step(f"close_{name}", Relation(first - second, "<=", most), chain(), [f"near_{name}", "member"]),
        Step(f"moved_{name}", Relation(first, "<=", second + most), monotone(v, v + second), [f"close_{name}"]),
        Step(f"other_{name}", Relation(second, "<=", other), lemma("max_member", maximum=other, at=j)),
        Step(f"under_{name}", Relation(second + most, "<=", other + most), monotone(v, v + most), [f"other_{name}"]),
        Step(f"entry_{name}", Relation(first, "<=", other + most), chain(), [f"moved_{name}", f"under_{name}"]),
        Step(
            f"largest_{name}",
            Relation(MaxOver(first, j, 1, d), "<=", other + most),
            lemma("max_least", body=first, index=j, bound=other + most),
            [f"entry_{name}"],
        ),
        Step(
            f"change_{name}",
            Relation(MaxOver(first, j, 1, d) - other, "<=", most),
            monotone(v, v - other),
            [f"largest_{name}"],
        ),
    ]


def mean_below(way: int) -> list[Step]:
    """The mean of the changes, with either sign, is at most the largest of them."""
    total = sp.Sum(way * gap, (j, 1, d))
    signed = way * sp.Sum(gap, (j, 1, d))
    split = Step(
        f"signed_{way}",
        Relation(total, "=", signed),
        lemma("linear_sum", total=way * gap, terms=((way, gap),), index=j, low=1, high=d),
    )
    return [
        Step(
            f"sum_{way}",
            Relation(total, "<=", most * one),
            lemma("termwise_sum", body=way * gap, bound=1, factor=most, index=j),
            [f"close_{'x' if way == 1 else 'y'}"],
        ),
        *([] if way == 1 else [split]),
        Step(
            f"counted_{way}",
            Relation(signed, "<=", d * most),
            chain(),
            [*([] if way == 1 else [split.label]), f"sum_{way}", "terms"],
        ),
        Step(f"mean_{way}", Relation(way * mean, "<=", most), monotone(v, v / d), [f"counted_{way}"]),
    ]


def in_all_windows(value: sp.Expr, factor: sp.Expr, name: str, relation: Relation) -> list[Step]:
    """What holds of the squares in a window holds of the roots of their sums."""
    total, bound = sp.Sum(value, (i, 1, r)), factor * sp.Sum(squares, (i, 1, r))
    return [
        Step(
            f"windows_{name}",
            Relation(total, "<=", bound),
            lemma("termwise_sum", body=value, bound=squares, factor=factor, index=i),
            [f"square_{name}"],
        ),
        Step(f"root_{name}", relation, monotone(w, sp.sqrt(w)), [f"windows_{name}"]),
    ]


def over_windows(name: str, value: sp.Expr, relation: Relation) -> list[Step]:
    """What is below the largest change in a window is below the largest of all."""
    return [
        Step(f"below_{name}", Relation(sp.Abs(value), "<=", everywhere), chain(), [name, "some_window"]),
        Step(
            f"all_{name}",
            relation,
            lemma("max_least", body=sp.Abs(value), index=i, bound=everywhere),
            [f"below_{name}"],
        ),
    ]


def both(name: str) -> list[str]:
    """Of X over Y and of Y over X."""
    return [f"{name}_x", f"{name}_y"]


PROOF = Proof(
    "pooling_is_lipschitz",
    extra=EXTRA,
    steps=[
        Step("member", Relation(sp.Abs(gap), "<=", most), lemma("max_member", maximum=most, at=j)),
        Step("count", Relation(one, "=", d), lemma("telescoping_sum", body=1, antidifference=-j, index=j)),
        Step("terms", Relation(most * one, "=", d * most), monotone(v, most * v), ["count"]),
        *below(x, y, "x"),
        *below(y, x, "y"),
        *mean_below(1),
        *mean_below(-1),
        Step("peak", Relation(sp.Abs(peak), "<=", most), lemma("absolute_at_most", t=peak, bound=most), both("change")),
        Step(
            "mean",
            Relation(sp.Abs(mean), "<=", most),
            lemma("absolute_at_most", t=mean, bound=most),
            ["mean_1", "mean_-1"],
        ),
        Step(
            "some_window",
            Relation(most, "<=", everywhere),
            lemma("max_member", maximum=everywhere, at=i),
        ),
        *over_windows("peak", peak, THEOREM.claim.then[0]),
        *over_windows("mean", mean, THEOREM.claim.then[1]),
        Step(
            "term",
            Relation(gap**2, "<=", d * squares),
            lemma("term_at_most_sum", body=other_gap**2, index=o, at=j),
        ),
        Step("size", Relation(sp.Abs(gap), "<=", sp.sqrt(d * squares)), monotone(w, sp.sqrt(w)), ["term"]),
        Step(
            "euclidean",
            Relation(most, "<=", sp.sqrt(d * squares)),
            lemma("max_least", body=sp.Abs(gap), index=j, bound=sp.sqrt(d * squares)),
            ["size"],
        ),
        Step("peak_below", Relation(sp.Abs(peak), "<=", sp.sqrt(d * squares)), chain(), ["peak", "euclidean"]),
        Step("square_peak", Relation(peak**2, "<=", d * squares), monotone(w, w**2), ["peak_below"]),
        *in_all_windows(peak**2, d, "peak", THEOREM.claim.then[2]),
        Step("square", Relation(2 * m * g - m**2, "<=", g**2), sign()),
        Step(
            "tangent",
            Relation(2 * mean * other_gap - mean**2, "<=", other_gap**2),
            substitute({m: mean, g: other_gap}),
            ["square"],
        ),
        Step(
            "tangents",
            Relation(sp.Sum(2 * mean * other_gap - mean**2, (o, 1, d)), "<=", d * squares),
            lemma("termwise_sum", body=2 * mean * other_gap - mean**2, bound=other_gap**2, factor=1, index=o),
            ["tangent"],
        ),
        Step(
            "split",
            Relation(sp.Sum(2 * mean * other_gap - mean**2, (o, 1, d)), "=", 2 * mean * d * mean - mean**2 * one),
            lemma(
                "linear_sum",
                total=2 * mean * other_gap - mean**2,
                terms=((2 * mean, other_gap), (-(mean**2), 1)),
                index=o,
                low=1,
                high=d,
            ),
        ),
        Step(
            "counted",
            Relation(2 * mean * d * mean - mean**2 * one, "=", d * mean**2),
            monotone(v, 2 * mean * d * mean - mean**2 * v),
            ["count"],
        ),
        Step("jensen", Relation(d * mean**2, "<=", d * squares), chain(), ["counted", "split", "tangents"]),
        Step("square_mean", Relation(mean**2, "<=", squares), monotone(v, v / d), ["jensen"]),
        *in_all_windows(mean**2, 1, "mean", THEOREM.claim.then[3]),
        Step("claim", THEOREM.claim, chain(), ["all_peak", "all_mean", "root_peak", "root_mean"]),
    ],
)
