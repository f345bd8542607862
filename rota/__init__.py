"""Rota: member visit rotas for councils, proven fairest, audited and explained."""

__version__ = "0.1.0"
