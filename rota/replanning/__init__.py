"""Re-planning: a rota that people know and what has changed since, to the rota that disturbs fewest of them."""
