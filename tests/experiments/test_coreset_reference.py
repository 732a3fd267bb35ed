"""The network of the dossier's reference run, trained here, is like the dossier's where no draw enters."""

from pathlib import Path

import pytest

from experiments import _coresets, _models
from lqtheory.compression import compress

NAME = "adam_mnist@0"
#: Shares stored, and the dossier's first-order predictions of the RMS error, over its RMS output (coreset.neyman).
PREDICTED = {0.1: 5.44 / 19.05, 0.15: 3.68 / 19.05, 0.25: 1.88 / 19.05, 0.35: 0.956 / 19.05}


@pytest.mark.slow
@pytest.mark.skipif(bool(_models.unavailable(NAME)), reason="needs MNIST")
def test_first_order_predictions_are_those_of_the_dossier(tmp_path: Path):
    """They depend on scores, allocation, number of inputs and network, and on no draw and no floor."""
    _models.ensure([NAME], tmp_path, seed=0, n_jobs=1, on_progress=lambda *_: None)
    (network,) = _models.load(NAME, tmp_path)
    sample = _coresets.inputs(network, _models.dataset(NAME), size=197)
    for density, there in PREDICTED.items():
        report = compress(network.eval(), "poisson", density=density, sample=sample, floor=0.0).report
        assert report.sampling["predicted_error"] == pytest.approx(there, rel=0.05)
        raised = compress(network, "poisson", density=density, sample=sample).report  # by the floor of the toolkit
        assert raised.sampling["predicted_error"] > 1.05 * there
