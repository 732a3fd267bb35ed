"""The bits of rows and columns stand in front of the Kraft sum of supports of ij weights."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, line_code_length, support_code_length
from lqtheory.theorems.generalization.code_among_lines_is_complete import INSIDE, THEOREM, D, bits, k

m, n, i, j = D.symbols
v = sp.Symbol("v", real=True)
length = line_code_length(m, n, i, j, k)
parts = support_code_length(m, i), support_code_length(n, j), support_code_length(i * j, k)
choose, front = binomial_coefficient(i * j, k), bits(parts[0]) * bits(parts[1])
term, share = choose * bits(length), choose * bits(parts[2])
shares = sp.Sum(share, (k, 0, i * j))

PROOF = Proof(
    "code_among_lines_is_complete",
    extra={"k": Integer(0, "i*j")},
    steps=[
        Step("length", Relation(length, "=", sp.Add(*parts)), identity()),
        Step(
            "exponent",
            Relation(-sp.log(2) * length, "=", -sp.log(2) * sp.Add(*parts)),
            monotone(v, -sp.log(2) * v),
            ["length"],
        ),
        Step("word", Relation(term, "=", choose * bits(sp.Add(*parts))), monotone(v, choose * sp.exp(v)), ["exponent"]),
        Step("term", Relation(term, "=", front * share), chain(), ["word"]),
        Step(
            "terms",
            Relation(INSIDE, "=", sp.Sum(front * share, (k, 0, i * j))),
            lemma("equal_terms", body=term, other=front * share, index=k),
            ["term"],
        ),
        Step(
            "in_front",
            Relation(sp.Sum(front * share, (k, 0, i * j)), "=", front * shares),
            lemma("linear_sum", total=front * share, terms=((front, share),), index=k, low=0, high=i * j),
        ),
        Step("weights", Relation(shares, "=", 1), apply("support_code_is_complete", {"n": i * j})),
        Step("times", Relation(front * shares, "=", front), monotone(v, front * v), ["weights"]),
        Step("claim", THEOREM.claim, chain(), ["terms", "in_front", "times"]),
    ],
)
