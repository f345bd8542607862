"""Re-optimisation: the rota that disturbs fewest of those who know another."""
