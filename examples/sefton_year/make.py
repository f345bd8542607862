"""Makes this folder's tables: those of examples/sefton, its rota as it landed, and an invented year of visits.

Run: python -m examples.sefton_year.make. Real are the seats, groups, wards, teams and dates that examples/sefton says
are. **Everything here that came of a visit is invented**, and nobody is named: members are seats, owners are posts.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.folders import write_folder
from examples.sefton.make import HERE as SEFTON
from examples.sefton.make import sefton

HERE = Path(__file__).parent
TRACKING = """
[tracking]
head = "Head of Service (invented)"
director = "Director of Children's Services (invented)"
chief_executive = "Chief Executive (invented)"
officer = "Scrutiny Officer (invented)"
"""
NAMES = {"real seats, invented diaries": "real seats, invented diaries and visits"}

SM = "Service Manager, "
MASH, NORTH, SOUTH, PARENTING = SM + "MASH", SM + "North", SM + "South", SM + "Corporate Parenting"

ROTA = (
    ("corporate-parenting-1", "2018-10-04", "10:00", PARENTING, ("Church 1", "Kew 2", "Litherland 3")),
    ("north-1", "2018-11-26", "10:00", NORTH, ("Derby 1", "Harington 2", "Meols 2")),
    ("central-1", "2018-12-19", "10:00", SM + "Central", ("Cambridge 3", "Linacre 2", "Manor 2")),
    ("south-1", "2019-01-23", "14:00", SOUTH, ("Ainsdale 3", "Church 2", "Molyneux 3")),
    ("mash-1", "2019-02-05", "10:00", MASH, ("Kew 1", "Park 3", "Ravenmeols 2")),
    ("corporate-parenting-2", "2019-03-01", "10:00", PARENTING, ("Ainsdale 1", "Blundellsands 1", "Victoria 2")),
)
"""The rota of examples/sefton: which visit, when, received by whom, and who goes."""

FRONT, CORPORATE = "Front line, version 1", "Corporate parenting, version 1"

TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "outcomes": (
        "reference,team,visit,date,result,by,reason,recorded",
        (
            "18/19-001,Central,1,2018-12-19,could not be done,service,site closed,",
            "18/19-002,Corporate parenting,1,2018-10-04,held,,,",
            "18/19-003,Corporate parenting,2,2019-03-01,held,,,",
            "18/19-004,MASH,1,2019-02-05,held,,,",
            "18/19-005,North,1,2018-11-26,cancelled,service,inspection,2018-11-23",
            "18/19-005,North,1,2018-12-10,held,,,",
            "18/19-006,South,1,2019-01-23,held,,,",
        ),
    ),
    "attendance": (
        "visit,member,came",
        (
            *(f"18/19-002,{seat},yes" for seat in ("Church 1", "Kew 2", "Litherland 3")),
            *(f"18/19-003,{seat},yes" for seat in ("Ainsdale 1", "Blundellsands 1", "Victoria 2")),
            "18/19-004,Kew 1,yes",
            "18/19-004,Park 3,no",
            "18/19-004,Ravenmeols 2,yes",
            *(f"18/19-005,{seat},yes" for seat in ("Derby 1", "Harington 2", "Meols 2")),
            *(f"18/19-006,{seat},yes" for seat in ("Ainsdale 3", "Church 2", "Molyneux 3")),
        ),
    ),
    "reports": (
        "visit,date,what,who,number,about,words,form,nobody_named,met",
        (
            f'18/19-002,2018-10-15,handed in,Church 1,,,,"{CORPORATE}",yes,social workers 5; managers 1',
            "18/19-002,2018-10-17,agreed,Kew 2,,,,,,",
            "18/19-002,2018-10-18,agreed,Litherland 3,,,,,,",
            "18/19-002,2018-10-22,accurate,,,,,,,",
            "18/19-002,2018-10-23,publishable,,,,,,,",
            f'18/19-005,2018-12-14,handed in,Harington 2,,,,"{FRONT}",yes,social workers 6; managers 2',
            "18/19-005,2018-12-18,agreed,Derby 1,,,,,,",
            "18/19-005,2018-12-28,accurate,,,,,,,",
            "18/19-005,2019-01-04,publishable,,,,,,,",
            f'18/19-006,2019-02-04,handed in,Ainsdale 3,,,,"{FRONT}",yes,social workers 4; managers 1',
            "18/19-006,2019-02-05,agreed,Church 2,,,,,,",
            "18/19-006,2019-02-07,agreed,Molyneux 3,,,,,,",
            "18/19-006,2019-02-11,correction,,1,Staffing,Three posts are vacant; one was filled in January.,,,",
            "18/19-006,2019-02-13,correction taken,,1,,,,,",
            "18/19-006,2019-02-14,publishable,,,,,,,",
            f'18/19-004,2019-02-18,handed in,Kew 1,,,,"{FRONT}",yes,social workers 7; police 2; health 1',
            "18/19-004,2019-02-21,agreed,Ravenmeols 2,,,,,,",
            "18/19-004,2019-03-01,publishable,,,,,,,",
            f'18/19-003,2019-03-22,handed in,Victoria 2,,,,"{CORPORATE}",yes,social workers 4; managers 1',
            "18/19-003,2019-03-25,agreed,Ainsdale 1,,,,,,",
            "18/19-003,2019-03-26,agreed,Blundellsands 1,,,,,,",
            "18/19-003,2019-03-28,accurate,,,,,,,",
            "18/19-003,2019-03-29,publishable,,,,,,,",
        ),
    ),
    "notes": (
        "visit,heading,text,looked_at",
        (
            "18/19-002,Foster carers,New carers wait about ten weeks for their first training.,",
            "18/19-002,What goes well,Care plans are reviewed on time.,",
            "18/19-005,Staff support,From the second office the case system is often out of reach.,",
            "18/19-006,Staffing,Four posts are vacant.,",
            "18/19-006,Staff support,There is no room in which to speak in private.,",
            "18/19-004,Workloads and performance,Contacts rose by a fifth since the summer.,",
            "18/19-004,Referrals,,no",
            "18/19-003,Foster carers,Training is now monthly. Support in the evenings is missed.,",
        ),
    ),
    "issues": (
        "visit,number,text,theme,asks,priority,raised_with,publishable,paragraph",
        (
            "18/19-002,1,New foster carers wait ten weeks for their first training.,foster carers,for response,,"
            "service manager,yes,",
            "18/19-002,2,Care plans are reviewed on time.,outcomes and performance,praise,,,yes,",
            "18/19-005,1,The case system is often out of reach from the second office.,IT,for response,high,"
            "service manager,yes,",
            "18/19-006,1,There is no room in which to speak in private.,accommodation,for response,,,yes,",
            "18/19-006,2,Agency staff cost more than was planned.,staffing,to note,,,no,3",
            "18/19-004,1,Contacts rose by a fifth and posts did not.,workload,for response,high,service manager,yes,",
            "18/19-003,1,Foster carers miss support in the evenings.,foster carers,for response,,,yes,",
            "18/19-003,2,The training of foster carers is now monthly.,foster carers,praise,,,yes,",
        ),
    ),
    "responses": (
        "issue,date,what,who,text,reason,visit",
        (
            f'18/19-002.1,2018-10-24,owner named,"{PARENTING}",,,',
            f'18/19-002.1,2018-11-12,accepted,"{PARENTING}",Training will be given each month.,,',
            "18/19-002.1,2018-11-15,answers it,Church 1,,,",
            f'18/19-005.1,2019-01-04,owner named,"{NORTH}",,,',
            f'18/19-005.1,2019-01-25,accepted,"{NORTH}",A second line will be laid.,,',
            "18/19-005.1,2019-01-29,answers it,Harington 2,,,",
            f'18/19-006.1,2019-02-15,owner named,"{SOUTH}",,,',
            f'18/19-006.1,2019-03-05,not accepted,"{SOUTH}",Rooms at the civic centre can be booked.,'
            "The building is to be given up within the year.,",
            "18/19-006.1,2019-03-07,answers it,Church 2,,,",
            f'18/19-004.1,2019-03-04,owner named,"{MASH}",,,',
            f'18/19-004.1,2019-03-20,accepted,"{MASH}",One more post will be filled.,,',
            "18/19-004.1,2019-03-22,answers it,Kew 1,,,",
            "18/19-002.1,2019-03-22,found done,,Training is monthly.,,18/19-003",
            f'18/19-003.1,2019-03-29,owner named,"{PARENTING}",,,',
            f'18/19-003.1,2019-05-03,accepted in part,"{PARENTING}",One evening a week will be tried.,'
            "There is money for one evening.,",
            "18/19-003.1,2019-05-08,answers it,Victoria 2,,,",
        ),
    ),
    "actions": (
        "action,date,what,who,due,text,reason,evidence,capacity",
        (
            f'18/19-002.1a,2018-11-14,set,"{PARENTING}",2019-01-31,Give training each month.,,,',
            "18/19-002.1a,2019-01-25,done,,,,,Dates of three courses.,",
            "18/19-002.1a,2019-01-30,confirmed,Kew 2,,,,,visiting member",
            f'18/19-005.1a,2019-01-30,set,"{NORTH}",2019-02-28,Lay a second line.,,,',
            "18/19-005.1a,2019-02-20,done,,,,,The line was measured for a week.,",
            "18/19-005.1a,2019-02-25,confirmed,Harington 2,,,,,visiting member",
            f'18/19-004.1a,2019-03-22,set,"{MASH}",2019-03-29,Fill one more post.,,,',
            "18/19-004.1a,2019-03-28,slipped,,2019-04-30,,Nobody suitable applied.,,",
            "18/19-004.1a,2019-04-26,done,,,,,An offer was made.,",
            "18/19-004.1a,2019-05-03,found not done,Kew 1,,An offer is no filled post.,,,visiting member",
            f'18/19-003.1a,2019-05-08,set,"{PARENTING}",2019-06-28,Try one evening a week.,,,',
            "18/19-003.1a,2019-05-31,on track,,,,,,",
        ),
    ),
}
"""What came of the visits, heading and rows of each table. All of it is invented."""


def make(folder: Path) -> None:
    """Writes the tables and the settings into ``folder``."""
    settings = (SEFTON / "rota.toml").read_text(encoding="utf-8")
    for said, instead in NAMES.items():
        settings = settings.replace(said, instead)
    write_folder(sefton(), settings + TRACKING, folder)
    places = [
        f'{visit},{day},{start},{member},"{host}"' for visit, day, start, host, members in ROTA for member in members
    ]
    for name, (heading, rows) in {**TABLES, "published": ("visit,date,start,member,host", tuple(places))}.items():
        text = "".join(f"{line}\n" for line in (heading, *rows))
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    make(HERE)
