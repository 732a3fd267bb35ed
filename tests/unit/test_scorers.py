"""Sparsity indices as scorers of scikit-learn."""

import pickle
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import Lasso, LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_validate
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.sparsity_indices import effective_sparsity, gini, hoyer, pqi, si
from lqtheory.scorers import INDICES, sparsity_scorer

VALUES = {
    "gini": gini,
    "hoyer": hoyer,
    "pqi": lambda x: pqi(x, 1.0, 2.0),
    "si": lambda x: si(x, 0.5),
    "neg_effective_sparsity": lambda x: -effective_sparsity(x, 0.5, 2.0),
    "zeros": lambda x: np.mean(x == 0),
}


@pytest.fixture(scope="module")
def data() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((90, 10))
    return x, x[:, 0] - 0.3 * x[:, 1] + 0.05 * rng.standard_normal(90)


@pytest.mark.parametrize("index", INDICES)
def test_a_scorer_is_the_index_of_the_coefficients(data, index):
    estimator = Lasso(alpha=0.01).fit(*data)
    assert sparsity_scorer(index)(estimator, *data) == pytest.approx(float(VALUES[index](estimator.coef_)), rel=1e-14)


@pytest.mark.parametrize("index", INDICES)
def test_larger_is_sparser(index):
    score = sparsity_scorer(index)
    sparse, dense = (SimpleNamespace(coef_=np.array(c)) for c in ([1.0, 0.0, 0.0, 0.1], [1.0, 0.9, 1.1, 1.0]))
    assert score(sparse) > score(dense)


def test_scorers_go_where_scikit_learn_takes_one(data):
    scoring = {"error": "neg_mean_squared_error", **{index: sparsity_scorer(index) for index in INDICES}}
    found = cross_validate(Lasso(alpha=0.01), *data, scoring=scoring, cv=3)
    assert all(np.isfinite(found[f"test_{name}"]).all() for name in scoring)
    pipeline = make_pipeline(StandardScaler(), Lasso())
    grid = {"lasso__alpha": [0.001, 0.01, 0.1]}
    search = GridSearchCV(pipeline, grid, scoring=sparsity_scorer("zeros"), cv=3).fit(*data)
    assert search.best_params_ == {"lasso__alpha": 0.1}
    assert sparsity_scorer("zeros")(search) == np.mean(search.best_estimator_[-1].coef_ == 0)


def test_all_layers_of_a_network_count_as_one_vector(data):
    network = MLPRegressor(hidden_layer_sizes=(5,), max_iter=1500, random_state=0, tol=1e-3).fit(*data)
    flat = np.concatenate([weights.ravel() for weights in network.coefs_])
    assert sparsity_scorer("gini")(network) == float(gini(flat))


def test_sparse_and_two_dimensional_coefficients(data):
    x, y = data
    model = LogisticRegression().fit(x, y > 0)
    dense = sparsity_scorer("hoyer")(model)
    assert sparsity_scorer("hoyer")(model.sparsify()) == dense
    other = SimpleNamespace(loadings=csr_matrix(np.eye(3)))
    assert sparsity_scorer("zeros", attribute="loadings")(other) == pytest.approx(2 / 3)


def test_exponents_are_those_of_the_index():
    model = SimpleNamespace(coef_=np.array([4.0, -2.0, 1.0]))
    assert sparsity_scorer("si", q=0.3)(model) == float(si(model.coef_, 0.3))
    assert sparsity_scorer("pqi", p=0.5, q=np.inf)(model) == float(pqi(model.coef_, 0.5, np.inf))
    assert sparsity_scorer("neg_effective_sparsity", q=1.0)(model) == -float(effective_sparsity(model.coef_, 1.0, 2.0))


def test_scorers_are_values_that_can_be_pickled():
    scorer = sparsity_scorer("si", q=0.3)
    assert pickle.loads(pickle.dumps(scorer)) == scorer == sparsity_scorer("si", q=0.3)


def test_bad_input_is_named():
    with pytest.raises(DomainError, match="index='ginni' is not one of gini, hoyer"):
        sparsity_scorer("ginni")
    with pytest.raises(DomainError, match=r"q=0.5 is no exponent of gini .*it has none"):
        sparsity_scorer("gini", q=0.5)
    with pytest.raises(DomainError, match=r"r=1 is no exponent of si .*expected q"):
        sparsity_scorer("si", r=1)
    with pytest.raises(DomainError, match="q"):
        sparsity_scorer("si", q=-1.0)
    with pytest.raises(InputTypeError, match="q"):
        sparsity_scorer("si", q="half")
    with pytest.raises(InputTypeError, match=r"estimator=Lasso has no coef_ or coefs_ .*expected a fitted estimator"):
        sparsity_scorer("gini")(Lasso())
    for index in set(INDICES) - {"zeros"}:
        with pytest.raises(DomainError, match=f"index='{index}' has no value where all 3 coefficients are zero"):
            sparsity_scorer(index)(SimpleNamespace(coef_=np.zeros(3)))
    assert sparsity_scorer("zeros")(SimpleNamespace(coef_=np.zeros(3))) == 1
    with pytest.raises(DomainError, match="finite"):
        sparsity_scorer("gini")(SimpleNamespace(coef_=np.array([1.0, np.nan])))
