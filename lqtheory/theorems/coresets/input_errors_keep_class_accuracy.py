r"""**A class inherits the relative error of its inputs**: a sum of nonnegative terms within (1±e) is within (1±e).

w >= 0 are the (re-weighted) edges of one class and a >= 0 the true inputs. The inaccurate input is a(1+e(p-q)/(p+q)):
p, q >= 0 choose any point between (1-e)a and (1+e)a. Nothing is assumed of w, so that the accuracy of the class at
the true inputs and the inaccuracy of the inputs multiply.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 8)),
    e=Real(0, 1, closed="both"),
    w=Vector("n", sign="nonnegative"),
    a=Vector("n", sign="nonnegative"),
    p=Vector("n", sign="positive"),
    q=Vector("n", sign="nonnegative"),
)
n, e, w, a, p, q = D.symbols
b = a * ((1 + e) * p + (1 - e) * q) / (p + q)

THEOREM = Theorem(
    name="input_errors_keep_class_accuracy",
    title="Inaccurate inputs of a class",
    id="coreset.layer_recursion",
    statement="For w, a, q >= 0 and p > 0 in R^n, e in [0, 1] and b = a(1+e(p-q)/(p+q)), the sum of w b lies within "
    "(1±e) times the sum of w a.",
    domain=D,
    claim=Claim(
        then=[
            Relation((1 - e) * power_sum(w * a, 1), "<=", power_sum(w * b, 1)),
            Relation(power_sum(w * b, 1), "<=", (1 + e) * power_sum(w * a, 1)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.layer_recursion"),
    notes="p = 0 is the limit in which an input is at the lower end (1-e)a.",
)
