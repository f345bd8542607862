"""Why there is no rota: every obstacle with its smallest conflict, confirmed twice, and ways out that were tried."""
