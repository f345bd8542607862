"""Forms as data: the headings by kind of team, each form with its version. A council may bring its own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from rota.domain import TeamKind
from rota.source import Source
from rota.tables.faults import Faults
from rota.tables.schema import TEAM_KINDS
from rota.tables.text_files import read_text
from rota.tables.toml_faults import not_toml

OWN_FORMS = "proforma.toml"
"""Where a council has forms of its own, in the folder of its tables or beside its workbook."""

MOST_HEADINGS = 30
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """Something that members look at, and what is asked about it."""

    name: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class ProformaVersion:
    """The headings for teams of these ``kinds``. A form that was used never changes: it gets the next version."""

    name: str
    version: int
    kinds: tuple[TeamKind, ...]
    headings: tuple[Heading, ...]

    @property
    def title(self) -> str:
        """What a report says it was made with: "Front line, version 1"."""
        return f"{self.name}, version {self.version}"


_COMMON = (
    Heading("Staffing", "Vacancies, experience, skills and attendance; numbers, never names."),
    Heading("Workloads and performance", "What members heard of it, and of what comes of it for children."),
)
_SUPPORT = Heading("Staff support", "IT, accommodation and communication.")
_WELL = Heading("What goes well", "What should be told to others.")

FORMS: tuple[ProformaVersion, ...] = (
    ProformaVersion(
        "Front line",
        1,
        ("mash", "locality"),
        (
            *_COMMON,
            Heading("Referrals", "How they are monitored and managed."),
            _SUPPORT,
            _WELL,
        ),
    ),
    ProformaVersion(
        "Corporate parenting",
        1,
        ("corporate parenting",),
        (
            *_COMMON,
            Heading("Foster carers", "How they are recruited, supported and kept."),
            Heading("Looked-after children and care leavers", "The service, never a child."),
            _SUPPORT,
            _WELL,
        ),
    ),
    ProformaVersion(
        "Home",
        1,
        ("home",),
        (*_COMMON, Heading("The home", "The building, and the feel of it."), _SUPPORT, _WELL),
    ),
)
"""Forms of councils without their own. The headings are of Sefton's scheme, 25 September 2018, 2.3 and 2.4."""


def form_for(kind: TeamKind, own: tuple[ProformaVersion, ...]) -> ProformaVersion:
    """The form for a team of this kind: the council's own of the highest version, otherwise the usual one."""
    mine = [form for form in own if kind in form.kinds]
    usual = next(form for form in FORMS if kind in form.kinds)
    return max(mine, key=lambda form: form.version, default=usual)


def own_forms(source: Source, faults: Faults) -> tuple[ProformaVersion, ...]:
    """The forms that the council brings; none when it has no such file. Whatever is wrong in it is a fault."""
    if OWN_FORMS not in source.names():
        return ()
    text = read_text(source, OWN_FORMS, faults)
    try:
        data = tomllib.loads(text or "")
    except (RecursionError, ValueError) as error:
        faults.add(OWN_FORMS, not_toml(error))
        return ()
    tables = data.get("form", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables) or data.keys() - {"form"}:
        faults.add(OWN_FORMS, "this is no list of forms. Head each one with [[form]] and nothing else.")
        return ()
    forms = [form for number, table in enumerate(tables, start=1) for form in _form(table, number, faults)]
    for number, form in enumerate(forms):
        if any((other.name, other.version) == (form.name, form.version) for other in forms[:number]):
            faults.add(OWN_FORMS, f"there are two forms '{form.title}'. Give one the next version.")
    return tuple(forms)


def _form(table: Mapping[str, Any], number: int, faults: Faults) -> Iterator[ProformaVersion]:
    place = f"form {number} of {OWN_FORMS}"
    found = len(faults)
    for key in sorted(table.keys() - {"name", "version", "kinds", "headings"}):
        nearest = faults.nearest(key, ["name", "version", "kinds", "headings"])
        faults.add(place, f"this is not a setting.{nearest or ' Take it out.'}", column=key)
    name, version, kinds = table.get("name"), table.get("version", 1), table.get("kinds", [])
    if not _is_text(name):
        faults.add(place, f"give the form a name of up to {LONGEST} characters.", column="name")
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= 999:
        faults.add(place, "is not a version. Write 1, 2, 3.", column="version", value=version)
    if not isinstance(kinds, list) or not kinds or not set(map(str, kinds)) <= set(TEAM_KINDS):
        faults.add(place, f"is not a list of kinds of team: {', '.join(TEAM_KINDS)}.", column="kinds", value=kinds)
    headings = tuple(_headings(table.get("headings"), place, faults))
    if len(faults) == found:
        yield ProformaVersion(str(name), version, tuple(kinds), headings)


def _headings(given: Any, place: str, faults: Faults) -> Iterator[Heading]:
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_HEADINGS:
        faults.add(place, f"list 1 to {MOST_HEADINGS} headings, like ['Staffing', 'IT'].", column="headings")
        return
    seen: set[str] = set()
    for one in given:
        name, asks = (one.get("name"), one.get("asks", "")) if isinstance(one, dict) else (one, "")
        if not _is_text(name) or not isinstance(asks, str) or len(asks) > LONGEST or name.casefold() in seen:
            remedy = "is no heading, or is there twice. Write text, or { name = 'Staffing', asks = 'Vacancies?' }."
            faults.add(place, remedy, column="headings", value=name)
        else:
            seen.add(name.casefold())
            yield Heading(name, asks)


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and value.isprintable()
