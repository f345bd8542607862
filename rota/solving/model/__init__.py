"""The problem as arrays: statements compiled, presolved, restricted, and rotas evaluated."""
