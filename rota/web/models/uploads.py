"""What an officer has uploaded and not yet applied, and how often the register has changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Upload(models.Model):
    """A register that was read of a file without a fault, to be looked at and then applied.

    ``made_of`` is the revision of the register that it was compared with. Kept until it is applied, or for a day.
    """

    who = models.EmailField()
    name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    made_of = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class RegisterRevision(models.Model):
    """One row: the number of the last change of the register, and what the engine ``said`` of it then.

    Who changes the register says which number they saw.
    """

    number = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.number)
