"""The rules of the public bar: two of its own, and those of the rule book that say the rest of its score."""

from constraints.availability import Availability
from constraints.cross_party import CrossParty
from constraints.enough_members import EnoughMembers
from constraints.host_present import HostPresent
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.travel import Travel
from constraints.yearly_limit import YearlyLimit

from .spaced_visits import SpacedVisits
from .squared_loads import SquaredLoads

RULES = (
    EnoughMembers,
    Availability,
    HostPresent,
    OnePlaceAtATime,
    YearlyLimit,
    SquaredLoads,
    CrossParty,
    SpacedVisits,
    Travel,
)
