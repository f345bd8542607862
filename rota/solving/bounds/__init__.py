"""Lower bounds: minimum-cost flow, a linear relaxation, and what they show no better rota can hold."""
