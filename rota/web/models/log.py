"""What was done, by whom: a table to which rows are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogEvent(models.Model):
    """One thing that somebody did. In words, without keys to other tables: the log outlives what it tells of.

    The database itself refuses to change or delete a row, see the migration. Kept for six years.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    who = models.CharField(_("who"), max_length=254)
    acted_for = models.CharField(_("for whom"), max_length=254, blank=True)
    verb = models.CharField(_("what was done"), max_length=40)
    kind = models.CharField(_("to what"), max_length=40)
    subject = models.CharField(_("which"), max_length=254, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    request = models.CharField(_("request"), max_length=36, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.verb} {self.kind} {self.subject}".rstrip()
