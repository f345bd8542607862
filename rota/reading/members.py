"""Members, and what changes of them: groups, wards, roles, and terms of membership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from rota.domain import Dated, Member, Span
from rota.domain.people import MemberKind
from rota.tables.cell_uses import quoted
from rota.tables.cells import Cell, Unreadable, as_text, fold, plain, slug
from rota.tables.party_names import ask_about_independents, group_in
from rota.tables.person_names import person
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.schema import CHANGES, KINDS
from rota.tables.table import Table
from rota.tables.totals_rows import in_the_list, warn_of_others
from rota.tables.vacancies import is_vacancy

_DAY = timedelta(1)


def read_members(table: Table, changes: Table | None, names: Names) -> tuple[Member, ...]:
    """Every member as the two tables say; each is listed in ``names``, and so are seats that nobody holds."""
    warn_of_others(table, "member")
    for row in table.rows:
        if is_vacancy(vacant := plain(row.cells.get("name"))):
            names.vacant(row, plain(row.cells.get("id")), vacant)
    rows = tuple(in_the_list(table, "member"))
    members = [member for row in rows if (member := _member(row, names))]
    names.complete = table.whole
    changed = changes.rows if changes else ()
    by_member = _by_member(changed, names)
    ask_about_independents(rows, changed)
    changed_members = tuple(_changed(member, by_member.get(member.id, [])) for member in members)
    return _told_apart(changed_members, names)


def _told_apart(members: tuple[Member, ...], names: Names) -> tuple[Member, ...]:
    """The members, of whom those of one name are named with their ward too or, where that is one too, with their id.

    So they are told apart wherever they are named, and in what is written and read back.
    """
    alike: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        alike[slug(member.name)].append(member)
    named = []
    for member in members:
        those = alike[slug(member.name)]
        if len({one.id for one in those}) > 1:  # two rows of one id are one person, and a fault
            wards = [one.wards[0].value if one.wards else "" for one in those]
            by_ward = all(wards) and len({slug(ward) for ward in wards}) == len(wards)
            mark = member.wards[0].value if by_ward else member.id
            member = replace(member, name=f"{member.name} ({mark})")
            names.also(member.id, member.name)
        named.append(member)
    return tuple(named)


def name_of(row: Row) -> str:
    """The member's name, empty when blank. A surname that stands first is put last, with a warning."""
    written = row.name("name")
    read = person(written)
    if read.turned and not read.unsure:
        what, why = f"is read as {quoted(read.full)}", ": the surname stands first."
        row.warn("name", what, f"{why} Write it as people say it.", f"{why} Write them as people say them.")
        return read.full
    if read.turned and fold(row.text("kind")) != "coopted":
        row.warn("name", f"has a comma. If the surname stands first, write {quoted(read.full)}; if not, take it out.")
    return written


def id_of(row: Row, name: str) -> str:
    """The id in the row, or the one that the name gives; a fault when neither has letters or digits."""
    written = row.text("id")
    made = slug(written or name)
    if not made and name:
        row.fault("id" if written else "name", "has neither letters nor digits. Give an id such as member-1.")
    return made


def _member(row: Row, names: Names) -> Member | None:
    if not row.needed("name", "the member's name"):
        return None
    name = name_of(row)
    member_id = id_of(row, name)
    if not member_id:
        return None
    names.add(row, member_id, name)
    group, ward = group_in(row, "group"), row.text("ward")
    limit = -1 if row.blank("yearly_limit") else row.number_in("yearly_limit", 0, 366, 0)
    return Member(
        member_id,
        name,
        groups=(Dated(group),) if group else (),
        wards=(Dated(ward),) if ward else (),
        roles=tuple(Dated(role) for role in dict.fromkeys(map(str.casefold, row.several("roles")))),
        terms=(row.span("joined", "left"),),
        kind=cast(MemberKind, row.choice("kind", KINDS, "councillor")),
        trained=_valid(row, "trained"),
        checked=_valid(row, "checked"),
        yearly_limit=None if limit < 0 else limit,
        needs_step_free=row.yes("step_free", False),
    )


def _valid(row: Row, column: str) -> Span | None:
    """From when until when it holds; None when there is no date at all."""
    if row.blank(column) and row.blank(f"{column}_until"):
        return None
    return row.span(column, f"{column}_until")


@dataclass(slots=True)
class _Change:
    row: Row
    what: str
    day: date
    value: str


def _by_member(rows: Iterable[Row], names: Names) -> dict[str, list[_Change]]:
    found: dict[str, list[_Change]] = defaultdict(list)
    for row in rows:
        member = names.find(row, "member")
        what = row.choice("what", CHANGES, "") if row.needed("what", "one of " + ", ".join(CHANGES)) else ""
        day = row.date("from") if row.needed("from", "a date like 2026-06-30") else None
        value = group_in(row, "value") if what == "group" else row.read("value", _signed, "")
        if what == "role" and row.blank("value"):
            row.fault("value", "this is blank. Write the role, such as chair, or -chair when it ends.")
        if row.good and member and what and day:
            found[member].append(_Change(row, what, day, value))
    return found


def _signed(cell: Cell) -> str:
    text = as_text(cell, may_begin_with_sign=True)
    if text.startswith(("=", "@")) or not text.lstrip("+-").strip():
        raise Unreadable("is not a group, a ward or a role. Write the words alone, with + or - before a role.")
    return text


def _changed(member: Member, changes: list[_Change]) -> Member:
    groups = _values(member.groups, [change for change in changes if change.what == "group"])
    wards = _values(member.wards, [change for change in changes if change.what == "ward"])
    roles = _roles(member.roles, [change for change in changes if change.what == "role"])
    terms = _terms(member.terms, [change for change in changes if change.what in ("joined", "left")])
    return replace(member, groups=groups, wards=wards, roles=roles, terms=terms)


def _values(base: tuple[Dated, ...], changes: list[_Change]) -> tuple[Dated, ...]:
    """The values one after the other; a time with none is kept too, as the empty value."""
    history = list(base)
    for change in sorted(changes, key=lambda change: change.day):
        last = history[-1] if history else Dated("")
        if last.span.start == change.day:
            change.row.fault("from", f"has another change of {change.what} on the same day. Keep one of the two.")
            continue
        history[-1:] = [
            replace(last, span=Span(last.span.start, change.day - _DAY)),
            Dated(change.value, Span(change.day)),
        ]
    return tuple(history)


@dataclass(slots=True)
class _Roles:
    """The roles held as the changes are gone through."""

    begun: dict[str, date | None]
    ended: list[Dated] = field(default_factory=list)

    def begin(self, role: str, change: _Change) -> None:
        if role in self.begun:
            change.row.fault("value", "is a role the member holds already. Take the row out, or end the role first.")
        self.begun.setdefault(role, change.day)

    def end(self, role: str, change: _Change) -> None:
        if role not in self.begun:
            change.row.fault("value", "ends a role the member does not hold then. Check the role and the date.")
            return
        start = self.begun.pop(role)
        if start is None or start < change.day:
            self.ended.append(Dated(role, Span(start, change.day - _DAY)))


def _roles(base: tuple[Dated, ...], changes: list[_Change]) -> tuple[Dated, ...]:
    roles = _Roles({dated.value: None for dated in base})
    for change in sorted(changes, key=lambda change: (change.day, not change.value.startswith("-"), change.value)):
        role = change.value.lstrip("+-").strip().casefold()
        if change.value.startswith("-"):
            roles.end(role, change)
        else:
            roles.begin(role, change)
    return tuple(roles.ended) + tuple(Dated(role, Span(start)) for role, start in roles.begun.items())


def _terms(base: tuple[Span, ...], changes: list[_Change]) -> tuple[Span, ...]:
    terms = list(base)
    for change in sorted(changes, key=lambda change: (change.day, change.what == "joined")):
        last = terms[-1]
        if change.what == "joined" and (last.end is None or last.end >= change.day):
            change.row.fault("from", "begins a term while an earlier one goes on. End that with a row 'left' before.")
        elif change.what == "joined":
            terms.append(Span(change.day))
        elif last.end is not None or (last.start and last.start > change.day):
            change.row.fault("from", "ends a membership that is not going on then. Check the date.")
        else:
            terms[-1] = Span(last.start, change.day)
    return tuple(terms)
