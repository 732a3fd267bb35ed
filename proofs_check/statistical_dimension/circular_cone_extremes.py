"""The tails at the ends in closed form; in the plane also inside, where the caps of R^4 are reduced to angles."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail
from lqtheory.theorems.statistical_dimension.circular_cone_extremes import THEOREM, D, half

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
ray, half_space, sector, *lines = THEOREM.relations
size, right = d + 1, sp.pi / 2
empty, whole, longer = cap_share(d + 3, 0), cap_share(size, right), cap_share(d + 3, right)
start, end = circular_tail(size, 0), circular_tail(size, right)
sine, cosine = sp.sin(alpha), sp.cos(alpha)
arc, cap, tail = cap_share(2, alpha), cap_share(4, alpha), circular_tail(2, alpha)
other = circular_tail(2, right - alpha)
angle, turned = alpha / sp.pi, {alpha: right - alpha}
plane = (alpha - sine * cosine) / sp.pi
leading = 2 * sine**2 + sp.cos(2 * alpha)


def in_plane(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The tail of a sector, by its caps in R^2 and R^4."""
    return 2 * sine**2 * first + (cosine**2 - sine**2) * second - 2 * sine**3 * cosine / sp.pi


PROOF = Proof(
    "circular_cone_extremes",
    steps=[
        Step("empty", Relation(empty, "=", 0), lemma("cap_share_at_end", d=d + 3, half=False)),
        Step("whole", Relation(whole, "=", half), lemma("cap_share_at_end", d=size, half=True)),
        Step("longer", Relation(longer, "=", half), lemma("cap_share_at_end", d=d + 3, half=True)),
        Step("start", Relation(start, "=", d * empty), apply("circular_tail_closed_form", {"d": size, "alpha": 0})),
        Step("nothing", Relation(d * empty, "=", 0), monotone(t, d * t), ["empty"]),
        Step("no_tail", Relation(start, "=", 0), chain(), ["start", "nothing"]),
        Step(
            "end",
            Relation(end, "=", size * whole - d * longer),
            apply("circular_tail_closed_form", {"d": size, "alpha": right}),
        ),
        Step(
            "first",
            Relation(size * whole - d * longer, "=", size / 2 - d * longer),
            monotone(t, size * t - d * longer),
            ["whole"],
        ),
        Step("second", Relation(size / 2 - d * longer, "=", half), monotone(t, size / 2 - d * t), ["longer"]),
        Step("half_tail", Relation(end, "=", half), chain(), ["end", "first", "second"]),
        Step(
            "at_zero", Relation(ray.lhs, "=", 1 + start - end), lemma("circular_dimension_definition", d=size, alpha=0)
        ),
        Step("ray_start", Relation(1 + start - end, "=", 1 - end), monotone(t, 1 + t - end), ["no_tail"]),
        Step("ray_end", Relation(1 - end, "=", half), monotone(t, 1 - t), ["half_tail"]),
        Step("ray", ray, chain(), ["at_zero", "ray_start", "ray_end"]),
        Step(
            "at_right",
            Relation(half_space.lhs, "=", d + end - start),
            lemma("circular_dimension_definition", d=size, alpha=right),
        ),
        Step("space_start", Relation(d + end - start, "=", d + end), monotone(t, d + end - t), ["no_tail"]),
        Step("space_end", Relation(d + end, "=", d + half), monotone(t, d + t), ["half_tail"]),
        Step("space", Relation(d + half, "=", half_space.rhs), identity()),
        Step("half_space", half_space, chain(), ["at_right", "space_start", "space_end", "space"]),
        Step("arc", Relation(arc, "=", angle), lemma("equal_derivatives", left=arc, right=angle, variable=alpha)),
        Step(
            "cap",
            Relation(cap, "=", arc - sine * cosine / sp.pi),
            apply("cap_share_recursion", {"d": 2, "alpha": alpha}),
        ),
        Step(
            "arcs", Relation(arc - sine * cosine / sp.pi, "=", plane), monotone(t, t - sine * cosine / sp.pi), ["arc"]
        ),
        Step("known_cap", Relation(cap, "=", plane), chain(), ["cap", "arcs"]),
        Step(
            "tail",
            Relation(tail, "=", in_plane(arc, cap)),
            apply("circular_tail_closed_form", {"d": 2, "alpha": alpha}),
        ),
        Step(
            "tail_arc",
            Relation(in_plane(arc, cap), "=", in_plane(angle, cap)),
            monotone(t, in_plane(t, cap)),
            ["arc"],
        ),
        Step(
            "tail_cap",
            Relation(in_plane(angle, cap), "=", in_plane(angle, plane)),
            monotone(t, in_plane(angle, t)),
            ["known_cap"],
        ),
        Step("tail_form", Relation(in_plane(angle, plane), "=", plane), identity()),
        Step("plane", Relation(tail, "=", plane), chain(), ["tail", "tail_arc", "tail_cap", "tail_form"]),
        Step("other", Relation(other, "=", plane.subs(turned)), substitute(turned), ["plane"]),
        Step(
            "inside",
            Relation(sector.lhs, "=", leading + tail - other),
            lemma("circular_dimension_definition", d=2, alpha=alpha),
        ),
        Step(
            "sector_tail",
            Relation(leading + tail - other, "=", leading + plane - other),
            monotone(t, leading + t - other),
            ["plane"],
        ),
        Step(
            "sector_other",
            Relation(leading + plane - other, "=", leading + plane - plane.subs(turned)),
            monotone(t, leading + plane - t),
            ["other"],
        ),
        Step("angles", Relation(leading + plane - plane.subs(turned), "=", sector.rhs), identity()),
        Step("sector", sector, chain(), ["inside", "sector_tail", "sector_other", "angles"]),
        *(
            Step(f"line{i}", line, lemma("circular_cone_on_the_line", alpha=line.lhs.args[1]))
            for i, line in enumerate(lines)
        ),
        Step("claim", THEOREM.claim, chain(), ["ray", "half_space", "sector", "line0", "line1", "line2"]),
    ],
)
