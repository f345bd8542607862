"""Rota beside its peers on the same instances, one after another, every value scored by our audit."""
