r"""Independent random weights: what magnitude pruning removes (dossier ``lq_balls.md``, section 8).

Letters of this family: T threshold, p exponent of the moment, a scale of the law (standard deviation, mean magnitude,
largest or smallest magnitude), s its shape (beta, nu or alpha of the dossier), n number of weights, k number kept,
f = P(|w| > T) keep fraction, t threshold in the units in which f has its simplest form.
"""
