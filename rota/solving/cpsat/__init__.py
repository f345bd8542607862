"""CP-SAT: a frame of the problem encoded and solved exactly, with lazy constraints."""
