"""The settings of rota.toml (or of the sheet 'settings'), as they stand before their values are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rota.reading.bank_holidays import Calendar
from rota.reading.tracking.settings import TRACKING_KEYS
from rota.rules.settings import RULES_FILE
from rota.tables.cells import Cell, as_text, fold, plain
from rota.tables.faults import Faults
from rota.tables.letters import ENCODINGS
from rota.tables.row import Row
from rota.tables.schema import YES_NO, Column
from rota.tables.table import Table

RuleTables = dict[str, dict[str, Any]]

KEYS: tuple[Column, ...] = (
    Column("council.name", "The council's name.", True),
    Column("council.division", "For bank holidays.", options=("england-and-wales", "scotland", "northern-ireland")),
    Column(
        "council.encoding",
        "Letters of CSV files that are not UTF-8; blank: windows-1252.",
        options=tuple(ENCODINGS),
    ),
    Column("year.start", "The first day of the rota's year.", True),
    Column("year.end", "The last day of the rota's year.", True),
    Column("visits.minutes", "How long a visit lasts; usually 60."),
    Column("visits.travel_minutes", "Minutes that members need free before and after; usually 30."),
    Column("visits.weekdays", "Days on which visits are made, like Monday-Friday."),
    Column("visits.group_size", "Members on a visit for teams that leave it blank; usually 2 to 3."),
    Column("visits.leave_days", "Whole days of absence that count as leave; usually 28."),
    Column("closures.bank_holidays", "No visits on bank holidays?", options=YES_NO),
    Column("closures.august", "No visits in August?", options=YES_NO),
    Column("closures.christmas", "No visits from 20 December to 4 January?", options=YES_NO),
    Column("closures.pre_election", "No visits from the notice of election to the poll?", options=YES_NO),
    Column(
        "election.polls",
        "Dates of polls, ; between them; a by-election with its ward, like South Ward 2027-11-18.",
    ),
    Column("rules.packages", "The rule books, in order; usually constraints."),
    *TRACKING_KEYS,
)


@dataclass(frozen=True, slots=True)
class RawSettings:
    """The single settings as a row (columns like "year.start"), the lists as rows, and the rules' numbers.

    ``rules_where`` is where those numbers stand.
    ``bank_holidays`` are those of the council's own file, for the years that it has.
    """

    single: Row
    sessions: tuple[Row, ...] = ()
    closures: tuple[Row, ...] = ()
    school_holidays: tuple[Row, ...] = ()
    rules: RuleTables = field(default_factory=dict)
    rules_where: str = RULES_FILE
    bank_holidays: Calendar = field(default_factory=dict)


def settings_of_sheets(tables: Mapping[str, Table], faults: Faults) -> RawSettings:
    """The settings that a workbook's sheets say, one to a row."""
    settings = tables["settings"]
    cells: dict[str, Cell] = {}
    numbers: dict[str, int] = {}
    known = {fold(key.name): key.name for key in KEYS}
    known |= {fold(key.name.partition(".")[2]): key.name for key in KEYS}
    for row in settings.rows:
        word = row.text("key") if row.needed("key", "what is set") else ""
        name = known.get(fold(word))
        if name is None and word:
            row.fault("key", f"is not a setting.{faults.nearest(word, [key.name for key in KEYS])}")
        elif name in cells:
            row.fault("key", f"is set already, in row {numbers[name]}. Keep one of the two.")
        elif name is not None:
            cells[name] = row.cells.get("value")
            numbers[name] = row.number or 0
    names = ("sessions", "closures", "school_holidays")
    sessions, closures, holidays = (tables[name].rows if name in tables else () for name in names)
    single = Row(settings.where, None, cells, faults, numbers)
    rules = tables.get("rules", Table(RULES_FILE, (), whole=True))
    numbers_of_rules = _rules_of_rows(rules.rows)
    return RawSettings(single, sessions, closures, holidays, numbers_of_rules, rules.where)


def _rules_of_rows(rows: tuple[Row, ...]) -> RuleTables:
    rules: RuleTables = {}
    for row in rows:
        words = [row.text(name) for name in ("rule", "number") if row.needed(name, f"the {name}'s name")]
        if not row.needed("value", "its value") or len(words) < 2:
            continue
        rule, number = (word.strip().casefold().replace(" ", "_") for word in words)
        if number in rules.setdefault(rule, {}):
            row.fault("number", "is set twice for this rule. Keep one of the two.")
        rules[rule][number] = row.read("value", _value, None)
    return rules


def _value(cell: Cell) -> Any:
    """A rule's value as TOML would have it: true or false, a number, text, or a list with semicolons."""
    if isinstance(cell, bool):
        return cell
    text = plain(cell).strip()
    word = text.casefold()
    if word in ("yes", "true", "no", "false"):
        return word in ("yes", "true")
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    text = as_text(cell)
    return [item.strip() for item in text.split(";") if item.strip()] if ";" in text else text


def settings_of_toml(where: str, data: Mapping[str, Any], faults: Faults) -> RawSettings:
    """The settings that the parsed rota.toml says. What it does not know is a fault that names the nearest."""
    cells = dict(_single(where, data, faults))
    closures = data.get("closures")
    other = closures.get("other", []) if isinstance(closures, dict) else []
    return RawSettings(
        Row(where, None, cells, faults),
        _sessions(where, data.get("sessions", {}), faults),
        tuple(_periods(where, "closures.other", other, faults)),
        tuple(_periods(where, "school_holidays", data.get("school_holidays", []), faults)),
        dict(_rules(where, data.get("rules"), faults)),
    )


def _single(where: str, data: Mapping[str, Any], faults: Faults) -> Iterator[tuple[str, Cell]]:
    names = {key.name for key in KEYS}
    sections = {name.partition(".")[0] for name in names}
    for section, table in data.items():
        if section in ("sessions", "school_holidays"):
            continue
        if section in sections and not isinstance(table, dict):
            remedy = f"this is one value where a table belongs. Write [{section}] on a line, and its settings below it."
            faults.add(where, remedy, column=section)
            continue
        if section not in sections:
            nearest = faults.nearest(section, sections | {"sessions", "school_holidays"})
            remedy = f"this is not a table of settings.{nearest or ' Take it out.'}"
            faults.add(where, remedy, column=section)
            continue
        for key, value in table.items():
            name = f"{section}.{key}"
            if name in names:
                yield name, _cell(where, name, value, faults)
            elif section == "rules" and not isinstance(value, dict):
                remedy = f"this is one value where a table belongs. Write [{name}] on a line, and its numbers below it."
                faults.add(where, remedy, column=name)
            elif not (name == "closures.other" or section == "rules"):
                nearest = faults.nearest(name, names | {"closures.other"})
                faults.add(where, f"this is not a setting.{nearest or ' Take it out.'}", column=name)


def _cell(where: str, name: str, value: Any, faults: Faults) -> Cell:
    if isinstance(value, list):
        if any(isinstance(item, (list, dict)) for item in value):
            faults.add(where, "this has a list or a table inside its list. Write name = [one, two].", column=name)
            return None
        return ";".join(plain(item) for item in value)
    if isinstance(value, dict):
        faults.add(where, "this is a table where one value belongs. Write name = value.", column=name)
        return None
    return value  # type: ignore[no-any-return]


def _sessions(where: str, table: Any, faults: Faults) -> tuple[Row, ...]:
    if not isinstance(table, dict):
        faults.add(where, 'these are no sessions. Write them like morning = "10:00".', column="sessions")
        return ()
    items = ((name, _cell(where, f"sessions.{name}", value, faults)) for name, value in table.items())
    return tuple(
        Row(f"sessions.{name} of {where}", None, {"name": name, "start": start}, faults) for name, start in items
    )


def _periods(where: str, name: str, tables: Any, faults: Faults) -> Iterator[Row]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        faults.add(where, f"this is no list. Head each one with [[{name}]].", column=name)
        return
    for count, table in enumerate(tables, start=1):
        place = f"{name} {count} of {where}"
        for key in sorted(table.keys() - {"name", "start", "end"}):
            nearest = faults.nearest(key, ["name", "start", "end"])
            faults.add(place, f"this is not a setting.{nearest or ' Take it out.'}", column=key)
        yield Row(place, None, {key: _cell(place, key, value, faults) for key, value in table.items()}, faults)


def _rules(where: str, tables: Any, faults: Faults) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, table in tables.items() if isinstance(tables, dict) else ():
        if name != "packages" and isinstance(table, dict):
            for key in [key for key, value in table.items() if isinstance(value, dict)]:
                remedy = "this is a table where one value belongs. Write name = value."
                faults.add(where, remedy, column=f"rules.{name}.{key}")
            yield name, {key: value for key, value in table.items() if not isinstance(value, dict)}
