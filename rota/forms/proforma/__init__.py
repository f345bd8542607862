"""Proformas out and in: a small workbook for each visit, and one of all that awaits the Head of Service's answer."""
