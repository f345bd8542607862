"""Rotas: what each was drawn of, the drawing itself, and what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

STATES = ("queued", "running", "drawn", "no rota", "failed")
LIVE = ("queued", "running")


class Snapshot(models.Model):
    """The register as it was when a rota was asked for: canonical JSON, under its SHA-256. Never changed.

    Kept for two years, and longer while a published rota was drawn of it.
    """

    content = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.EmailField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class Solve(models.Model):
    """The engine at work on a snapshot. A worker holds it until ``lease_until``; then another takes it up again.

    One is live at a time: a second press of the button is the same one. Kept for two years.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT)
    who = models.EmailField()
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES], default="queued")
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    stage = models.CharField(max_length=80, blank=True)
    done = models.FloatField(default=0)
    value = models.IntegerField(null=True)
    bound = models.IntegerField(null=True)
    said = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(models.Value(1), condition=Q(state__in=LIVE), name="one_live_solve"),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it goes on, or is still to begin."""
        return self.state in LIVE

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class Revision(models.Model):
    """A rota that was drawn of a snapshot: its rota.json, and what is shown of it. Never changed.

    Kept for two years; for six when it was published.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT)
    solve = models.OneToOneField(Solve, models.PROTECT)
    rota = models.TextField()
    view: models.JSONField[Any, Any] = models.JSONField()
    made_by = models.EmailField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"revision {self.pk}"
