"""The principal councils of England, invented, drawn by ``rota batch`` as a user would."""
