"""Curvature of a trained network: products with its Hessian, and means of functions of its spectrum with error bars.

    made = objective(network, (x, y))                      # deterministic mean loss, everything unsuitable refused
    h = hessian(made)                                      # or gauss_newton(made): h(v), h.dimension, h.products
    run = lanczos(h, made.weights, 128)                    # α and β of the run started at the weights: no sampling
    bar = quadrature(run, absolute_resolvent(s))           # Gauss, Radau, brackets: bar.value, bar.low, bar.high
    runs = probe_runs(h, 2, 256, rng=rng)                  # random probes
    squares = [squared_run(run) for run in runs]           # the same for the square, which gives a proved bracket
    mean = spectral_mean(squares, absolute_resolvent(s))   # tr f(H)/D with quadrature and sampling error, for every s
    exact = dense_spectrum(h)                              # all eigenvalues, up to D = 5000

Names are loaded on first use, because most of them need torch.

Examples
--------
>>> import torch
>>> from lqtheory.curvature import hessian, lanczos, objective, quadrature, resolvent
>>> net = torch.nn.Linear(2, 1, bias=False).double()
>>> operator = hessian(objective(net, (torch.tensor([[1.0, 0.0], [1.0, 2.0]]), torch.zeros(2))))
>>> bar = quadrature(lanczos(operator, torch.ones(2), 2), resolvent(1.0))
>>> round(bar.value, 12), bar.kind
(0.181818181818, 'exact')
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory.curvature.brackets import ErrorBar, monotone_bracket, quadrature
    from lqtheory.curvature.constructions import matrix_operator, restricted, squared, symmetric_operator
    from lqtheory.curvature.functions import (
        SpectralFunction,
        absolute_resolvent,
        clipped_resolvent,
        identity,
        resolvent,
        share_below,
    )
    from lqtheory.curvature.krylov import LanczosRun
    from lqtheory.curvature.layout import Layout, layout_of
    from lqtheory.curvature.memory import RunPlan, plan_lanczos
    from lqtheory.curvature.objectives import Objective, objective, standard_loss
    from lqtheory.curvature.operators import SymmetricOperator, asymmetry
    from lqtheory.curvature.probes import probe_interval, probe_runs, probe_tail, quadratic_form, spectral_mean
    from lqtheory.curvature.products import gauss_newton, hessian
    from lqtheory.curvature.recurrence import lanczos
    from lqtheory.curvature.spectra import dense_matrix, dense_spectrum, smoothed_density, spectral_distribution
    from lqtheory.curvature.squares import squared_run
    from lqtheory.curvature.traces import TraceEstimate, hutch_plus_plus, stiff_share

__all__ = [
    "ErrorBar",
    "LanczosRun",
    "Layout",
    "Objective",
    "RunPlan",
    "SpectralFunction",
    "SymmetricOperator",
    "TraceEstimate",
    "absolute_resolvent",
    "asymmetry",
    "clipped_resolvent",
    "dense_matrix",
    "dense_spectrum",
    "gauss_newton",
    "hessian",
    "hutch_plus_plus",
    "identity",
    "lanczos",
    "layout_of",
    "matrix_operator",
    "monotone_bracket",
    "objective",
    "plan_lanczos",
    "probe_interval",
    "probe_runs",
    "probe_tail",
    "quadratic_form",
    "quadrature",
    "resolvent",
    "restricted",
    "share_below",
    "smoothed_density",
    "spectral_distribution",
    "spectral_mean",
    "squared",
    "squared_run",
    "standard_loss",
    "stiff_share",
    "symmetric_operator",
]

_HOME_OF = {
    name: module
    for module, names in {
        "brackets": "ErrorBar monotone_bracket quadrature",
        "constructions": "matrix_operator restricted squared symmetric_operator",
        "functions": "SpectralFunction absolute_resolvent clipped_resolvent identity resolvent share_below",
        "krylov": "LanczosRun",
        "layout": "Layout layout_of",
        "memory": "RunPlan plan_lanczos",
        "objectives": "Objective objective standard_loss",
        "operators": "SymmetricOperator asymmetry",
        "probes": "probe_interval probe_runs probe_tail quadratic_form spectral_mean",
        "products": "gauss_newton hessian",
        "recurrence": "lanczos",
        "spectra": "dense_matrix dense_spectrum smoothed_density spectral_distribution",
        "squares": "squared_run",
        "traces": "TraceEstimate hutch_plus_plus stiff_share",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(f"lqtheory.curvature.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module 'lqtheory.curvature' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
