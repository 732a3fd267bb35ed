r"""**False: pruning the smaller of two weights costs less**, what magnitude pruning across layers relies on.

With one curvature per layer, g and h, the costs are g a^2/2 and h b^2/2. Curvatures (100, 1) with a = 1 and b = 2: 50
against 2. The mask of least cost sorts by g a^2 (:mod:`diagonal_mask_is_optimal`).
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    g=Real(0, typical=(1, 100)),
    h=Real(0, typical=(1, 100)),
    a=Real(0, closed="left", typical=(0, 4)),
    b=Real("a", closed="left", typical=("a", "a + 2")),
)
g, h, a, b = D.symbols

THEOREM = Theorem(
    name="smaller_weights_cost_less",
    title="Smaller weights cost less across layers (false)",
    id="geom.prune.consequences.layers",
    statement="For curvatures g, h > 0 and weights 0 <= a <= b, g a^2/2 is at most h b^2/2.",
    domain=D,
    claim=AtMost(g * a**2 / 2, h * b**2 / 2),
    source=Source("lqtheory_dossier", "geom.prune.consequences"),
    expected="refuted",
    corrected_by="diagonal_mask_is_optimal",
    notes="No paper states it; it is what global magnitude pruning would need for the loss instead of the radius.",
)
