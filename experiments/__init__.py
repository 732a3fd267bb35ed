"""Experiments: each file defines ``EXPERIMENT``; ``python -m experiments run NAME`` computes its missing rows."""
