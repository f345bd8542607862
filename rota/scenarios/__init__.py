"""What if: a scenario is a rota drawn after some edits, beside the rota there is; the inputs stay untouched."""
