"""Tests of the forms and of what comes back."""
