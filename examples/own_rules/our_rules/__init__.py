"""The council's own rules: RULES names them, in the order in which people read them."""

from .outside_ward import OutsideWard

RULES = (OutsideWard,)
