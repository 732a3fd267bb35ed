r"""Lower bounds for l_q balls: what no subspace, measurement, code, dictionary or estimator can do (dossier section 7).

Letters of this family: n dimension, k terms kept or dimension of a subspace, s size of the sets of a packing, q
exponent of the class, p exponent of the error, m measurements or terms, B bits, M atoms, P(n,s) packing count.
Statements about every method are reduced to packing or volume; methods that are matrices (subspaces, codes,
dictionaries, measurements) are searched over as such.
"""
