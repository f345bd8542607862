"""Ten thousand issues over ten years: reading them, where they all stand, the worklist and the annual report.

python -m benchmarks.tracking         prints the table; ``rota worklist`` and ``rota annual-report`` are each to take
                                      less than 5 seconds of work and 500 MB

The commands run in processes of their own, so that what is told of them includes starting Python, and what one
leaves behind helps no other.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from rota.app.load import look_at
from rota.app.new_document import new_document
from rota.domain import Rota
from rota.exports import rota_json
from rota.reading import read, write_starter
from rota.reports.report import as_lines, as_page
from rota.reports.working import TrackedYear
from rota.reports.worklist import paper_of, workbook_of

YEARS, VISITS, ISSUES = range(17, 27), 250, 4
TODAY = date(2027, 6, 1)
Done = TypeVar("Done")


def main() -> None:
    """Measures each step once and prints a Markdown table."""
    argparse.ArgumentParser(prog="python -m benchmarks.tracking", description=__doc__).parse_args()
    with TemporaryDirectory() as place:
        folder = Path(place) / "council"
        council(folder)
        print("| step | seconds |\n| --- | --- |")
        reading = _timed("read the tables", lambda: read(folder))
        if reading.problem is None or reading.kept is None:
            raise SystemExit("\n".join(fault.sentence for fault in reading.faults[:20]))
        work = TrackedYear(reading.problem, Rota(), reading.kept, TODAY)
        found = _timed("where everything stands", lambda: work.list)
        paper = paper_of(reading.problem.council, found)
        _timed("as text", lambda: list(as_lines(paper)))
        _timed("as HTML", lambda: as_page(paper))
        _timed("as a workbook", lambda: workbook_of("", found))
        _timed("letters", work.letters)
        _timed("figures", work.figures)
        print(f"\n{len(reading.kept.facts.issues):,} issues, {len(found.tasks):,} things to do.")
        rota = _empty_rota(folder)
        print("\n| command | seconds of work | MB at most |\n| --- | --- | --- |")
        _measured("worklist", folder, rota, "--on", TODAY.isoformat())
        report = ("--year", "26/27", "--out", str(Path(place) / "report.docx"))
        _measured("annual-report", folder, rota, "--on", TODAY.isoformat(), *report)


def _empty_rota(folder: Path) -> Path:
    """A rota.json of the council in which nothing has a date yet: whatever was visited stands in the tables."""
    inputs = look_at(folder, own_rules=False).inputs
    if inputs is None:
        raise SystemExit("The council cannot be read.")
    file = folder.with_name("rota.json")
    file.write_bytes(rota_json.render(new_document(inputs, Rota(), None, 1, None))["rota.json"])
    return file


def _measured(command: str, folder: Path, rota: Path, *words: str) -> None:
    """Runs the command in a process of its own, and tells its work, user's and system's, and its memory."""
    code = (
        f"import resource; from rota.cli import main\ntry:\n    main({[command, str(folder), str(rota), *words]!r})\n"
    )
    code += "finally:\n    used = resource.getrusage(resource.RUSAGE_SELF)\n    import sys\n"
    code += "    print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)\n"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, memory = ended.stderr.split()[-2:]
    print(f"| rota {command} | {float(seconds):.1f} | {memory} |")


def _timed(what: str, do: Callable[[], Done]) -> Done:
    begun = time.perf_counter()
    done = do()
    print(f"| {what} | {time.perf_counter() - begun:.1f} |")
    return done


def council(folder: Path) -> None:
    """A council that has followed up 250 visits a year for ten years, each with four issues; all of it invented."""
    write_starter(folder)
    for name in ("published", "fixed", "cancelled"):
        (folder / f"{name}.csv").unlink()
    visits = [
        (f"{year}/{year + 1}-{number:03}", _day(year, number)) for year in YEARS for number in range(1, VISITS + 1)
    ]
    issues = [(visit, number, day) for visit, day in visits for number in range(1, ISSUES + 1)]
    one, two = "Example Member One", "Example Member Two"
    _write(folder, "outcomes", "reference,team,date,result", ((ref, "MASH", day, "held") for ref, day in visits))
    _write(folder, "attendance", "visit,member,came", ((ref, who, "yes") for ref, _ in visits for who in (one, two)))
    _write(folder, "notes", "visit,heading,text", ((ref, "Staffing", "Posts are vacant.") for ref, _ in visits))
    _write(
        folder,
        "reports",
        "visit,date,what,who,nobody_named",
        (
            row
            for ref, day in visits
            for row in (
                (ref, day + timedelta(3), "handed in", one, "yes"),
                (ref, day + timedelta(5), "agreed", two, ""),
                (ref, day + timedelta(7), "accurate", "", ""),
            )
        ),
    )
    _write(folder, "issues", "visit,number,text", ((ref, number, "Posts are vacant.") for ref, number, _ in issues))
    _write(
        folder,
        "responses",
        "issue,date,what,who,text",
        ((f"{ref}.{number}", day + timedelta(20), "accepted", "Head", "We shall.") for ref, number, day in issues),
    )
    _write(
        folder,
        "actions",
        "action,date,what,who,due,text",
        (
            (f"{ref}.{number}a", day + timedelta(30), "set", "Manager", day + timedelta(90), "Fill the posts.")
            for ref, number, day in issues
        ),
    )


def _day(year: int, number: int) -> date:
    return date(2000 + year, 6, 1) + timedelta(number % 200)


def _write(folder: Path, name: str, heading: str, rows: Iterable[tuple[object, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heading.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
