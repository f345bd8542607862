"""The glossary: the nouns of member visits. Frozen, slotted, standard library only.

Member, Host: people. Absence, Weekly: when they can be somewhere. CommitteePlace, Meeting: what keeps members busy.
Team: what is visited. Interest, Travel, PastVisit: what ties a member to a team. Closure: dates taken out and why.
Visit: one that the year owes. Slot: a date and session. Pin: what an officer has fixed.
Cancellation: a visit that was planned and not made. HeldVisit: one that was made, when, and who was there.
Placement: a visit in its slot with its group. Rota: all of them. Load: what a member carries.
Problem: everything a rota is drawn from.
"""

from rota.domain.bank_holidays import Division
from rota.domain.closures import Closure
from rota.domain.loads import Load, member_loads
from rota.domain.people import Absence, CommitteePlace, Host, Meeting, Member, Weekly, spells_away
from rota.domain.problem import FULL_COUNCIL, Problem
from rota.domain.spans import ALWAYS, YEARS, Dated, Span
from rota.domain.teams import KIND_WORDS, Interest, Team, TeamKind, TravelTime
from rota.domain.visits import LONDON, Cancellation, HeldVisit, PastVisit, Pin, Placement, Rota, Session, Slot, Visit

__all__ = [
    "ALWAYS",
    "FULL_COUNCIL",
    "KIND_WORDS",
    "LONDON",
    "YEARS",
    "Absence",
    "Cancellation",
    "Closure",
    "CommitteePlace",
    "Dated",
    "Division",
    "HeldVisit",
    "Host",
    "Interest",
    "Load",
    "Meeting",
    "Member",
    "PastVisit",
    "Pin",
    "Placement",
    "Problem",
    "Rota",
    "Session",
    "Slot",
    "Span",
    "Team",
    "TeamKind",
    "TravelTime",
    "Visit",
    "Weekly",
    "member_loads",
    "spells_away",
]
