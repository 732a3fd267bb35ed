"""Speed and memory relative to baselines, and the tables of what was measured."""
