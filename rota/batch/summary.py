"""What came of all the councils: a table, and of each that has no rota the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rota.batch.councils import PassedOver
from rota.batch.job import Account
from rota.reports.report import Paper, ReportTable, Section
from rota.text.english import counted
from rota.text.sanitise import plain

HEADINGS = ("council", "result", "proven", "fairest", "points", "gap", "faults", "seconds", "drawn")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One council by its folder's name, where its files are, and whether it was finished by an ``earlier`` run."""

    council: str
    folder: str
    account: Account
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """Every council in order of name, and the sub-folders that were passed over."""

    rows: tuple[SummaryRow, ...]
    passed_over: tuple[PassedOver, ...]
    folder: str

    @property
    def solved(self) -> int:
        """Councils that have a rota."""
        return sum(row.account.solved for row in self.rows)

    @property
    def proven(self) -> int:
        """Councils whose rota is proven best."""
        return sum(row.account.proven for row in self.rows)

    @property
    def proven_fairest(self) -> int:
        """Councils of whose rota it is proven that none is fairer."""
        return sum(row.account.proven_fairest for row in self.rows)

    @property
    def earlier(self) -> int:
        """Councils that were finished by an earlier run and are unchanged."""
        return sum(row.earlier for row in self.rows)


def in_order(row: SummaryRow) -> tuple[str, str]:
    """What rows are sorted by: the order in which they finished is chance."""
    return row.council.casefold(), row.council


def paper_of_batch(summary: Summary) -> Paper:
    """The summary as a paper."""
    table = ReportTable(HEADINGS, tuple(_cells(row) for row in summary.rows), (4, 5, 6, 7))
    remarks = tuple(f"{row.council}: {' '.join(row.account.words)}" for row in summary.rows if row.account.words)
    return Paper(
        counted(len(summary.rows), "council"),
        "Rotas of many councils",
        (
            Section("", tuple(_opening(summary))),
            Section("Each council", (), table),
            Section("To be looked at", tuple(map(plain, remarks))),
            Section("Passed over", tuple(plain(one.sentence) for one in summary.passed_over)),
        ),
    )


def _opening(summary: Summary) -> Iterator[str]:
    total = len(summary.rows)
    having = {total: "all have", 1: "1 has", 0: "none has"}.get(summary.solved, f"{summary.solved:,} have")
    yield f"{counted(total, 'council')}: {having} a rota{_proven(summary.solved, summary.proven)}."
    if any(row.account.fairness is not None for row in summary.rows):
        yield _fairest(summary.solved, summary.proven_fairest)
    if summary.earlier:
        verb = "was" if summary.earlier == 1 else "were"
        yield f"{summary.earlier:,} {verb} finished before; nothing of theirs has changed since."
    yield f"Each is in a folder of its name in {summary.folder}."


def _proven(solved: int, proven: int) -> str:
    if solved < 2:
        return ("", ", not proven best", ", proven best")[solved + proven]
    of_them = {0: "none", solved: "all"}.get(proven, f"{proven:,}")
    return f", {of_them} of them proven best"


def _fairest(solved: int, fairest: int) -> str:
    if not fairest:
        return f"That no fairer rota exists is {'not proven' if solved == 1 else 'proven for none of them'}."
    if fairest < solved:
        return f"No fairer rota exists for {fairest:,} of them; for the others that is not proven."
    return f"No fairer rota exists{'' if solved == 1 else ' for any of them'}."


def _cells(row: SummaryRow) -> tuple[str, ...]:
    account = row.account
    proven = "" if not account.solved else "yes" if account.proven else "no"
    fairest = "" if account.fairness is None else "yes" if account.proven_fairest else "no"
    return (
        row.council,
        account.result,
        proven,
        fairest,
        _number(account.points),
        _number(account.gap),
        _number(account.faults or None),
        f"{account.seconds:.1f}",
        "before" if row.earlier else "now",
    )


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
