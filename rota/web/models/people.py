"""Who may sign in, and what each was appointed to, from one day to another."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rota.web.roles import Role


class Users(BaseUserManager["User"]):
    """People by their e-mail address, in whichever letters it is written."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person of this address. User.DoesNotExist when there is none."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who may sign in, by a code that is sent to their address: there are no passwords.

    Kept while they hold a role, and 90 days longer.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="address_in_small_letters")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, without a password that anybody could use."""
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.email


class Appointment(models.Model):
    """A role that a person holds from one day to another, both included; of a member, host or team when it has a scope.

    Kept for six years after it ends: the log refers to it in words.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role = models.CharField(_("role"), max_length=10, choices=[(role.value, role.words) for role in Role])
    scope = models.CharField(_("who they are in the register"), max_length=200, blank=True)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope"], condition=Q(until__isnull=True), name="one_open_appointment_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}".strip()
