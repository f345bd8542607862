"""The door for ModernGov's files: which of the two lists a file is, told by its root."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from rota.importing.committees import merge_seats
from rota.importing.council_year import read_year
from rota.importing.councillors import merge_councillors
from rota.importing.import_result import Import
from rota.importing.meetings import merge_meetings
from rota.importing.moderngov import COUNCILLORS, councillors
from rota.importing.read_bytes import read_bytes
from rota.importing.seats import seats_of_xml
from rota.importing.sittings import MEETINGS, sittings
from rota.importing.xml import MOST_BYTES, parse
from rota.reading.council_tables import CouncilTables
from rota.reading.open_tables import open_tables
from rota.tables.faults import Faults


def import_moderngov(file: Path, into: Path, day: date, faults: Faults, letters: bool | None = None) -> Import | None:
    """The tables in ``into`` with the file merged into them, or None and every fault. Writes nothing.

    ``letters`` is for councillors: whether their names have the letters after them, such as MBE.
    """
    where = file.name or str(file)
    folder = open_tables(into, faults)
    data = read_bytes(file, MOST_BYTES, faults)
    root = parse(where, data, faults) if data is not None else None
    if folder is None or root is None:
        return None
    sentences = _merged(folder, where, root, day, faults, letters)
    return Import(folder.changed(), sentences, faults.warnings()) if not len(faults) else None


def _merged(
    folder: CouncilTables, where: str, root: Element, day: date, faults: Faults, letters: bool | None
) -> tuple[str, ...]:
    if root.tag == COUNCILLORS:
        listed = councillors(where, root, faults)
        return merge_councillors(folder, listed, day, where, faults, letters) if not len(faults) else ()
    if root.tag == MEETINGS and root.find("meetings") is not None:
        found, year = sittings(where, root, faults), read_year(folder, faults)
        return merge_meetings(folder, found, year.span, year.council, faults) if year and not len(faults) else ()
    seats = seats_of_xml(where, root)
    if seats:
        return merge_seats(folder, seats, day, where, faults)
    remedy = (
        "is the first element of this XML. It should be 'councillorsbyward' (an answer of GetCouncillorsByWard) "
        "or 'root' with 'meetings' in it (an answer of GetAllMeetingsByDate), or have committees with members in them."
    )
    faults.add(where, remedy, value=root.tag)
    return ()
