"""Busy times from the calendars that people and committees already keep: when, and nothing else."""

from rota.reading.calendars.files import calendar_files
from rota.reading.calendars.folder import CalendarTimes, read_calendars
from rota.reading.calendars.owners import Owners

__all__ = ["CalendarTimes", "Owners", "calendar_files", "read_calendars"]
