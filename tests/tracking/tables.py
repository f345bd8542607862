"""Tables of what came of one visit, for tests of reading them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rota.reading import read
from rota.tracking.kept import TrackingFacts
from tests.reading.folders import NO_POLL

OUTCOMES = "reference,team,visit,date,result,by,reason\n26/27-001,MASH,1,2026-11-03,held,,\n"
ATTENDANCE = "visit,member,came\nmash-1,Ann Apple,yes\nmash-1,Bob Brown,yes\n"
REPORTS = """visit,version,date,what,who,about,words,number,nobody_named
mash-1,1,2026-11-05,handed in,Ann Apple,,,,yes
mash-1,1,2026-11-06,agreed,Bob Brown,,,,
mash-1,1,2026-11-09,correction,,Staffing,Three posts are vacant.,1,
mash-1,1,2026-11-10,correction taken,,,,1,
"""
NOTES = "visit,heading,text,looked_at\nmash-1,Staffing,Four posts are vacant.,\nmash-1,Accommodation,,no\n"
ISSUES = """visit,number,text,theme,asks,publishable,paragraph
mash-1,1,"Four posts are vacant.
- since May",staffing,for response,yes,
mash-1,2,The lift is new.,accommodation,to note,no,2
"""
RESPONSES = """issue,date,what,who,text,reason
mash-1.1,2026-11-11,owner named,Service manager,,
mash-1.1,2026-11-25,accepted,Service manager,Two are filled in May.,
26/27-001.1,2026-11-27,does not answer it,Bob Brown,,When are the others?
26/27-001.1,2026-12-01,accepted,Service manager,All by July.,
"""
ACTIONS = """action,date,what,who,due,text,reason,evidence,capacity
mash-1.1a,2026-12-02,set,Service manager,2027-03-31,Fill two posts.,,,
mash-1.1a,2027-03-30,slipped,,2027-05-31,,Nobody applied.,,
mash-1.1a,2027-05-20,done,,,,,Two started.,
mash-1.1a,2027-05-25,confirmed,Ann Apple,,,,,
"""
ALL = {
    "toml": NO_POLL,
    "outcomes": OUTCOMES,
    "attendance": ATTENDANCE,
    "reports": REPORTS,
    "notes": NOTES,
    "issues": ISSUES,
    "responses": RESPONSES,
    "actions": ACTIONS,
}


def kept_of(path: Path) -> TrackingFacts:
    """What is kept there, of tables without a fault."""
    reading = read(path)
    assert [fault.sentence for fault in reading.faults] == []
    assert reading.kept is not None
    return reading.kept


def as_grid(text: str) -> list[list[object]]:
    return [list(row) for row in csv.reader(io.StringIO(text))]


def as_csv(rows: list[dict[str, str]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
