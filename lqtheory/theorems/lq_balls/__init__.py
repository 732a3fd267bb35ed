r"""Sparse approximation in l_q balls, 0 < q < 1 and beyond (dossier ``lq_balls.md``, sections 0-2).

Letters of this family: n ambient dimension, k number of entries kept, q exponent of the class, p exponent of the
error, sigma_k(x)_p best k-term error, s effective sparsity, eta relative tolerance. Only the PQ index keeps the
literature's reversed convention p < q.
"""
