"""The rule book: one rule in each file, musts first, then preferences, in the order people read them."""

from constraints.availability import Availability
from constraints.breathing_space import BreathingSpace
from constraints.cancelled import Cancelled
from constraints.clearance import Clearance
from constraints.cross_party import CrossParty
from constraints.enough_members import EnoughMembers
from constraints.even_year import EvenYear
from constraints.fair_share import FairShare
from constraints.first_visit import FirstVisit
from constraints.fresh_eyes import FreshEyes
from constraints.host_pace import HostPace
from constraints.host_present import HostPresent
from constraints.interests import Interests
from constraints.keep_published import KeepPublished
from constraints.meetings import Meetings
from constraints.mentoring import Mentoring
from constraints.new_partners import NewPartners
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.one_team_of_a_kind import OneTeamOfAKind
from constraints.open_dates import OpenDates
from constraints.own_host import OwnHost
from constraints.part_of_year import PartOfYear
from constraints.party_share import PartyShare
from constraints.pinned import Pinned
from constraints.pool import Pool
from constraints.preferred_times import PreferredTimes
from constraints.required_role import RequiredRole
from constraints.same_ward import SameWard
from constraints.school_holidays import SchoolHolidays
from constraints.step_free import StepFree
from constraints.term_of_office import TermOfOffice
from constraints.travel import Travel
from constraints.visit_interval import VisitInterval
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.rules import Rule

RULES: tuple[type[Rule], ...] = (
    EnoughMembers,
    Availability,
    Meetings,
    HostPresent,
    OpenDates,
    PartOfYear,
    Cancelled,
    OnePlaceAtATime,
    Interests,
    Clearance,
    TermOfOffice,
    Pool,
    RequiredRole,
    StepFree,
    VisitInterval,
    YearlyLimit,
    HostPace,
    WeekLimit,
    Pinned,
    FairShare,
    CrossParty,
    PartyShare,
    FreshEyes,
    FirstVisit,
    OwnHost,
    BreathingSpace,
    EvenYear,
    PreferredTimes,
    SchoolHolidays,
    SameWard,
    Travel,
    Mentoring,
    OneTeamOfAKind,
    NewPartners,
    KeepPublished,
)
"""Every rule, in the order in which people read them."""
