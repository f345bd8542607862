"""What is to be done once a day, and when it was done last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Chore(models.Model):
    """Something done once a day by whichever worker comes first. Kept for as long as there is such a chore."""

    name = models.CharField(max_length=40, unique=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, last done on {self.done_on}"
