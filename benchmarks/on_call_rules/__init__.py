"""What the public on-call rostering model asks, as rules; with those of the rule book that say the rest."""

from constraints.availability import Availability
from constraints.enough_members import EnoughMembers
from constraints.pinned import Pinned

from .balanced_loads import BalancedLoads
from .days import WEEKEND
from .days_off_between import DaysOffBetween
from .wednesday_off import WednesdayOff
from .weekends_off import WeekendsOff

RULES = (EnoughMembers, Availability, Pinned, BalancedLoads, WeekendsOff, DaysOffBetween, WednesdayOff)

__all__ = ["RULES", "WEEKEND"]
