"""Folders to import into, and ModernGov's two answers in their real shape, about invented people."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from click.testing import Result

from rota.domain import Member
from tests.cli.worlds import run
from tests.reading.folders import a_folder, problem_of

ON = "2026-09-01"
"""The day on which the files were saved, unless a test says otherwise."""

HEAD = "id,name,group,ward,roles,joined,left,kind,trained\n"
CHANGES = "member,what,from,value\n"


def a_councillor(name: str, party: str = "Red", id: str = "", posts: str = "", terms: str = "") -> str:
    """One councillor; ``terms`` such as "07/05/2022-unspecified", several with ; between them."""
    periods = [term.split("-") for term in terms.split(";") if term]
    return f"""
        <councillor>
          <councillorid>{id}</councillorid>
          <fullusername>{escape(name)}</fullusername>
          <politicalpartytitle>{escape(party)}</politicalpartytitle>
          <districttitle></districttitle>
          <representing></representing>
          <keyposts>{escape(posts)}</keyposts>
          <termsofoffice>{
        "".join(f"<termofoffice><startdate>{a}</startdate><enddate>{b}</enddate></termofoffice>" for a, b in periods)
    }</termsofoffice>
        </councillor>"""


def councillors(**wards: list[str]) -> str:
    """GetCouncillorsByWard: councillors by ward."""
    listed = "".join(
        f"""
    <ward>
      <wardtitle>{ward}</wardtitle>
      <councillors>
        <councillorcount>{len(members)}</councillorcount>{"".join(members)}
      </councillors>
    </ward>"""
        for ward, members in wards.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<councillorsbyward>
  <wards>{listed}
  </wards>
</councillorsbyward>
"""


def a_meeting(id: int, title: str, day: str, time: str = "18:00", status: str = "Confirmed") -> str:
    return f"""
    <meeting>
      <meetingid>{id}</meetingid>
      <committeeid>140</committeeid>
      <committeetitle>{escape(title)}</committeetitle>
      <meetingdate>{day}</meetingdate>
      <meetingtime>{time}</meetingtime>
      <meetingstatus>{status}</meetingstatus>
    </meeting>"""


def meetings(*listed: str) -> str:
    """GetAllMeetingsByDate."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<root>
  <meetingscount>{len(listed)}</meetingscount>
  <meetings>{"".join(listed)}
  </meetings>
</root>
"""


def moderngov(folder: Path, xml: str | bytes, dated: str = ON) -> Result:
    """Runs ``rota import moderngov`` with this file."""
    file = folder.parent / "saved.xml"
    file.write_bytes(xml.encode() if isinstance(xml, str) else xml)
    return run("import", "moderngov", file, "--into", folder, "--dated", dated)


def imported(folder: Path, xml: str | bytes, dated: str = ON) -> list[str]:
    """What the import says, which must have run."""
    result = moderngov(folder, xml, dated)
    assert (result.exit_code, result.stderr if result.exit_code else "") == (0, "")
    return result.stdout.splitlines()


def members_of(folder: Path) -> dict[str, Member]:
    """The members by name, from tables that must have no fault."""
    return {member.name: member for member in problem_of(folder).members}


def a_council(at: Path, members: str = "", **files: str) -> Path:
    """A folder whose members are these rows, under HEAD."""
    return a_folder(at / "council", members=HEAD + members, **files)


def text(folder: Path, table: str) -> str:
    """The text of a table as it stands in its file, its mark apart."""
    return (folder / f"{table}.csv").read_bytes().decode("utf-8-sig")


def take(folder: Path, content: str, name: str = "seats.csv", dated: str = ON) -> list[str]:
    """Runs the import of committees, which must work, and gives what it says."""
    (folder.parent / name).write_text(content)
    result = run("import", "committees", folder.parent / name, "--into", folder, "--dated", dated)
    assert (result.exit_code, result.stderr if result.exit_code else "") == (0, "")
    return result.stdout.splitlines()
