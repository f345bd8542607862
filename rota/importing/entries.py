"""One element of what ModernGov lists, read tag by tag; each reading that fails is a fault with its place."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TypeVar
from xml.etree.ElementTree import Element

from rota.importing.spelling_keys import NOT_GIVEN
from rota.tables.cells import Unreadable, as_text, slug
from rota.tables.dates import as_moment, as_time
from rota.tables.faults import Faults

_NUMBER = r"\d{1,12}"

Value = TypeVar("Value")


class ListElement:
    """One element of the list: what cannot be read is a fault that names it, and it is ``good`` no more."""

    def __init__(self, where: str, element: Element, faults: Faults) -> None:
        self.where, self.element, self.faults, self.good = where, element, faults, True

    def text(self, tag: str) -> str:
        """The text in single spaces, empty when there is none."""
        text = " ".join((self.element.findtext(tag) or "").split())
        try:
            return as_text(text)
        except Unreadable as error:
            return self._fault(tag, text, error, "")

    def day(self, tag: str) -> date | None:
        """The date; None when it is open."""
        text = self.text(tag)
        if slug(text) in NOT_GIVEN:
            return None
        try:
            return as_moment(text)[0]
        except Unreadable as error:
            return self._fault(tag, text, error, None)

    def time(self, tag: str) -> time | None:
        """The time of day; None when there is none."""
        text = self.text(tag)
        if slug(text) in NOT_GIVEN:
            return None
        try:
            return as_time(text)
        except Unreadable as error:
            return self._fault(tag, text, error, None)

    def needed(self, tag: str) -> bool:
        """Whether there is something; a fault when it is blank."""
        found = len(self.faults)
        if self.text(tag):
            return True
        self.good = False
        if len(self.faults) == found:  # otherwise there is something, and it is said already what is wrong with it
            self.faults.add(self.where, "this is blank. Correct it in ModernGov, and save the file again.", column=tag)
        return False

    def number(self, tag: str) -> str:
        """The whole number, as text; empty when there is none."""
        text = self.text(tag)
        if text and not re.fullmatch(_NUMBER, text, re.ASCII):
            self.faults.add(self.where, "is not a whole number. Save the file again.", column=tag, value=text)
            self.good = False
        return text

    def place(self, file: str, tag: str) -> str:
        """Where this is, as somebody finds it in ModernGov: by its number when it has one."""
        number = " ".join((self.element.findtext(tag) or "").split())
        return f"{file}, {tag} {number}" if re.fullmatch(_NUMBER, number, re.ASCII) else self.where

    def _fault(self, tag: str, text: str, error: Unreadable, nothing: Value) -> Value:
        self.good = False
        self.faults.add(self.where, str(error), column=tag, value=text)
        return nothing
