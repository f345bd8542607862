"""Forms: what people send, and how it is asked for."""
