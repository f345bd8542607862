"""Heuristics: greedy construction, simulated annealing and large-neighbourhood search."""
