"""The folder of returned forms: what each person answers, who has not, and every fault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rota.domain import Absence, Problem, Weekly
from rota.forms.form import Form, forms
from rota.forms.read_form import Returned, read_returned
from rota.tables.faults import Fault, Faults

MOST_FILES = 2_000
"""Files in the folder: more than any council has members and hosts."""
_PAGE = ".html"
_WORKBOOKS = (".xlsx", ".xlsm")
_KEPT_BY_COMPUTERS = {"desktop.ini", "thumbs.db"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says now that the form did not say, and what it said that no longer holds."""

    file: str
    form: Form
    new_absences: frozenset[Absence]
    old_absences: frozenset[Absence]
    new_weekly: frozenset[Weekly]
    old_weekly: frozenset[Weekly]

    @property
    def changed(self) -> bool:
        """Whether the form came back otherwise than it went out."""
        return bool(self.new_absences or self.old_absences or self.new_weekly or self.old_weekly)


@dataclass(frozen=True, slots=True)
class Collected:
    """Answers without a fault; the faults of the others; and who has sent nothing, by name.

    ``at_fault`` are those whose form came back but could not be taken.
    """

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    at_fault: tuple[Form, ...]
    missing: tuple[Form, ...]


def collect(folder: Path, problem: Problem) -> Collected:
    """Reads every form in the folder. OSError when the folder itself cannot be read."""
    faults = Faults()
    returned = [read_returned(path, problem) for path in _files(folder, faults)]
    twice = _two_for_one(returned, faults)
    good = [one for one in returned if not one.faults and one.form and one.form.person not in twice]
    everyone = forms(problem)
    came = {one.form.person for one in returned if one.form}
    taken = {one.form.person for one in good if one.form}
    return Collected(
        tuple(_answer(one.file, one.form, one) for one in good if one.form),
        (*faults.found(), *(fault for one in returned for fault in one.faults)),
        tuple(form for form in everyone if form.person in came - taken),
        tuple(form for form in everyone if form.person not in came),
    )


def _answer(file: str, form: Form, returned: Returned) -> Answer:
    absences, weekly = frozenset(form.absences), frozenset(form.weekly)
    return Answer(
        file,
        form,
        returned.absences - absences,
        absences - returned.absences,
        returned.weekly - weekly,
        weekly - returned.weekly,
    )


def _files(folder: Path, faults: Faults) -> list[Path]:
    """The workbooks of the folder, in order. Whatever else could hold an answer is a fault: it would be lost."""
    found = []
    paths = sorted(path for path in folder.iterdir() if _counts(path))
    if len(paths) > MOST_FILES:
        faults.add(folder.name, f"there are more than {MOST_FILES:,} files. Keep the returned forms alone in a folder.")
        return []
    for path in paths:
        remedy = _not_a_form(path, folder)
        if remedy:
            faults.add(path.name, remedy)
        else:
            found.append(path)
    return found


def _counts(path: Path) -> bool:
    name = path.name.casefold()
    ours = path.suffix.casefold() == _PAGE and path.is_file()  # the page to print, beside the workbook
    return not (ours or name.startswith((".", "~")) or name in _KEPT_BY_COMPUTERS)


def _not_a_form(path: Path, folder: Path) -> str | None:
    if path.is_dir():
        return "this is a folder. Put the returned forms themselves into the folder that is read."
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return "this is a link, not a file of its own. Put the file itself there."
    if path.suffix.casefold() not in _WORKBOOKS:
        return "this is not a form that can be read. Write what it says into the person's workbook (.xlsx)."
    return None


def _two_for_one(returned: list[Returned], faults: Faults) -> set[str]:
    """The people of whom two forms came back; each further one is a fault that names both."""
    first: dict[str, str] = {}
    twice: set[str] = set()
    for one in returned:
        if one.form is None:
            continue
        before = first.setdefault(one.form.person, one.file)
        if before != one.file:
            twice.add(one.form.person)
            remedy = f"this is a second form of {one.form.name}; the other is {before}. Keep the one that counts."
            faults.add(one.file, remedy)
    return twice
