"""Readers of calendars, each a program of its own: run under other Pythons and node, and imported by nothing."""
