"""Tests of why there is no rota."""
