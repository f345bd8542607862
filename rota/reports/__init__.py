"""Answers in words: each a report to be read as text, as a page or as JSON."""
