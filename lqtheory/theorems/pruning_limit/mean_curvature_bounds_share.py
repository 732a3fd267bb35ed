r"""**Only the mean curvature: a lower bound on the published share** (Jensen), term by term.

f(lam) = 1/(1 + a lam), a = R^2/(2 epsilon), lies above its tangent at mu, whose mean over the spectrum is f(mu) if mu
is the mean eigenvalue. So F >= 1/(1 + a mu): the kept share is at most R^2 Tr H/(R^2 Tr H + 2 epsilon D). Equality
at isotropic spectra only.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    a=Real(0, typical=(0.1, 10)),
    lam=Real(0, closed="left", typical=(0, 10)),
    mu=Real(0, closed="left", typical=(0, 10)),
)
a, lam, mu = D.symbols

THEOREM = Theorem(
    name="mean_curvature_bounds_share",
    title="Share of prunable weights from the mean curvature",
    id="geom.prune.jensen",
    statement="For a > 0 and lam, mu >= 0, 1/(1 + a lam) is at least 1/(1 + a mu) - a (lam - mu)/(1 + a mu)^2.",
    domain=D,
    claim=AtMost(1 / (1 + a * mu) - a * (lam - mu) / (1 + a * mu) ** 2, 1 / (1 + a * lam)),
    box={"a": (1, 2), "lam": (2, 3), "mu": (0.25, 1)},
    source=Source("lqtheory_dossier", "geom.prune.jensen"),
)
