"""Imports: what a council has in other forms already, merged into the tables of its folder."""
