"""A council as a program holds it, and a rota of it that was drawn or opened: what the public API is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rota.app import frames as in_frames
from rota.app.load import Inputs, look_into
from rota.auditing import AuditReport
from rota.checking.who_can_go import with_who_can_go
from rota.domain import Problem, Rota
from rota.domain.working_days import working_days
from rota.errors import RotaError
from rota.exports.view import Document
from rota.reading.reader import source_at
from rota.reading.workbook import is_workbook
from rota.record import Certificate
from rota.record_json import read_record
from rota.rules import Rule, rulebook
from rota.rules.settings import Settings
from rota.source import MappingSource, Source, zip_source
from rota.tables.faults import Fault, Faults
from rota.tracking.kept import nothing_kept

if TYPE_CHECKING:
    from pandas import DataFrame

    from rota.app.keep import Reserved

WORKBOOK = "workbook.xlsx"
"""What a workbook is called that came as bytes alone."""


class InputFaults(RotaError):  # noqa: N818 - faults of the input, not of the program
    """What is wrong with a council's files, all at once.

    ``faults`` says each in a sentence. ``places`` are those of the tables with file, row, column and value apart.
    """

    def __init__(self, faults: Sequence[str], places: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        self.places = tuple(places)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Council:
    """What a rota is drawn from. ``inputs`` is what was read, with what the reading noted."""

    inputs: Inputs

    @property
    def problem(self) -> Problem:
        """The council's year: people, teams, dates."""
        return self.inputs.problem

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        return self.inputs.rules

    @property
    def settings(self) -> Settings:
        """Which rule packages there are, and their numbers."""
        return self.inputs.settings

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out, assumed or is doubtful, and what the rules make unwise, in sentences."""
        return self.inputs.all_warnings()

    def frames(self) -> dict[str, DataFrame]:
        """The tables by name, as pandas frames, as they stood when read; none of a council that was not read of any."""
        return in_frames.tables_of(self.inputs.source)

    @classmethod
    def from_frames(
        cls, frames: Mapping[str, DataFrame], settings: str | bytes, *, calendars: Mapping[str, bytes] | None = None
    ) -> Council:
        """A council of pandas frames by the name of their table; ``settings`` is what rota.toml holds.

        InputFaults as of files: a frame is read as the CSV file that it would be saved as, so row 2 is its first.
        """
        return council_in(in_frames.source_of_frames(frames, settings, calendars))

    @classmethod
    def of_problem(cls, problem: Problem, rules: Sequence[Rule] | None = None) -> Council:
        """A council of a problem made in Python, under these rules, or those of the rule book with usual numbers."""
        settings = Settings()
        held = tuple(rules) if rules is not None else rulebook.load(settings)
        return cls(
            Inputs(
                MappingSource({}),
                with_who_can_go(problem, held),
                held,
                settings,
                nothing_kept(working_days(problem.closures, problem.division)),
            )
        )

    def opened(self, content: bytes) -> Solution:
        """The rota of a rota.json, with what subscribers were told. What was proven of other inputs is left out.

        InputFaults when it is not a rota.json.
        """
        from rota.app.new_document import document_of  # here, so that a council is soon read
        from rota.app.open_rota import changes, with_publication

        try:
            record = read_record(content)
        except ValueError as error:
            raise InputFaults((f"rota.json: {error}",)) from error
        document = document_of(self.inputs, record.rota, record.provenance, record.certificate, record.over_before)
        document = with_publication(document, record)
        proof = None if tuple(changes(document)) else record.certificate
        return Solution(self, record.rota, document.report, proof, record.provenance.seed, opened=document)


def read(source: str | Path | bytes | Mapping[str, bytes] | Source | Problem, *, own_rules: bool = False) -> Council:
    """The council in a folder, a workbook or a zip, at a path or as bytes, in files by name, or of a problem.

    InputFaults with every fault; OSError when the disk does not let it be read. ``own_rules`` trusts the rule packages
    that came with the files, and runs their code: a service must not.
    """
    if isinstance(source, Problem):
        return Council.of_problem(source)
    if isinstance(source, bytes):
        return council_of_bytes(source, own_rules)
    if isinstance(source, (str, Path)):
        return council_at(Path(source), own_rules)
    if isinstance(source, Mapping):
        return council_of_files(source, own_rules)
    return council_in(source, own_rules)


def council_at(path: Path, own_rules: bool = False) -> Council:
    """The council in a folder, a workbook or a zip. InputFaults with every fault; OSError when it cannot be read."""
    if path.suffix.casefold() == ".zip" and path.is_file():
        return council_in(zip_source(path.read_bytes(), str(path)), own_rules)
    faults = Faults()
    source = source_at(path, faults)
    if source is None:
        raise InputFaults([fault.sentence for fault in faults.found()], faults.found())
    return council_in(source, own_rules)


def council_of_bytes(data: bytes, own_rules: bool = False) -> Council:
    """The council of a workbook or a zip."""
    files = zip_source(data)
    if "xl/workbook.xml" in files.names():
        return council_in(MappingSource({WORKBOOK: data}, workbook=WORKBOOK))
    return council_in(files, own_rules)


def council_of_files(files: Mapping[str, bytes], own_rules: bool = False) -> Council:
    """The council of files by name: CSV files and rota.toml, or one workbook."""
    books = [name for name in files if is_workbook(name)]
    book = books[0] if len(books) == 1 and not any(name.endswith((".csv", ".toml")) for name in files) else None
    return council_in(MappingSource(files, workbook=book), own_rules)


def council_in(source: Source, own_rules: bool = False) -> Council:
    """The council of a source. InputFaults with every fault."""
    look = look_into(source, own_rules)
    if look.inputs is None:
        raise InputFaults(look.faults, look.places)
    return Council(look.inputs)


@dataclass(frozen=True)
class Solution:
    """A rota with its audit and, where it was drawn of these inputs, what is proven of it."""

    council: Council
    rota: Rota
    report: AuditReport
    certificate: Certificate | None
    seed: int = 1
    dated: datetime | None = None
    opened: Document | None = None

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no rota that keeps every hard rule has fewer points."""
        return self.certificate is not None and self.certificate.proven_best

    @property
    def gap(self) -> int | None:
        """Points that a better rota could save at most; None when nothing is proven."""
        return self.certificate.gap if self.certificate else None

    @cached_property
    def _plain(self) -> Document:
        """The solution as a document in which nobody stands by, unless it was opened so."""
        from rota.app.new_document import new_document

        return self.opened or new_document(self.council.inputs, self.rota, self.certificate, self.seed, self.dated)

    @cached_property
    def _reserved(self) -> Reserved:
        from rota.app.keep import Reserved, with_reserves

        found = Reserved(self._plain) if self.opened else with_reserves(self._plain)
        if found.error is not None:
            raise found.error
        return found

    @property
    def document(self) -> Document:
        """All that an export shows, with the reserves of each visit, which take a while to find."""
        return self._reserved.document

    @property
    def no_reserves(self) -> str:
        """Why nobody stands by for any visit, in a sentence, where that could not be worked out; else empty."""
        return self._reserved.sentence

    @property
    def places(self) -> DataFrame:
        """A row for each member on each visit, earliest first, as a pandas frame."""
        return in_frames.places(self._plain)

    @property
    def visits(self) -> DataFrame:
        """A row for each visit, earliest first, as a pandas frame."""
        return in_frames.visits(self._plain)

    @property
    def loads(self) -> DataFrame:
        """A row for each member who counts, as a pandas frame."""
        return in_frames.loads(self._plain)

    @property
    def findings(self) -> DataFrame:
        """A row for each rule broken and each point, without what is personal, as a pandas frame."""
        return in_frames.findings(self._plain)
