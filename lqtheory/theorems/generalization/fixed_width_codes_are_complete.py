r"""**The codes of codebooks and of biases are complete**: as many words as 2^length, each of the same length.

A codebook of 2^b half-precision values in any order is one of (2^16)^(2^b) and takes 16 2^b bits. n biases on 2^6
levels between two half-precision ends are one of (2^16)^2 (2^6)^n and take 6n + 32 bits. Kraft's inequality holds with
equality.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import bias_code_length, codebook_code_length

D = Domain(n=Integer(0, typical=(0, 40)), b=Integer(0, 16, typical=(0, 8)))
n, b = D.symbols
CODEBOOKS, BIASES = (sp.Integer(2) ** 16) ** (2**b), (sp.Integer(2) ** 16) ** 2 * (sp.Integer(2) ** 6) ** n

THEOREM = Theorem(
    name="fixed_width_codes_are_complete",
    title="Kraft sums of the codes of codebooks and of biases",
    id="coreset.code_length.fixed_width",
    statement="For n >= 0 and 0 <= b <= 16, (2^16)^(2^b) codebooks times 2 to the power of minus the code length of a "
    "codebook of 2^b values are 1, and so are (2^16)^2 (2^6)^n choices of two ends and n levels times 2 to the power "
    "of minus the code length of n biases.",
    domain=D,
    claim=Claim(
        then=[
            Relation(CODEBOOKS * sp.exp(-sp.log(2) * codebook_code_length(b)), "=", 1),
            Relation(BIASES * sp.exp(-sp.log(2) * bias_code_length(n)), "=", 1),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
