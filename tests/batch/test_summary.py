"""The table at the end, and what is to be looked at."""

from __future__ import annotations

from rota.batch.councils import PassedOver
from rota.batch.job import Account
from rota.batch.summary import Summary, SummaryRow, paper_of_batch
from rota.reports.report import as_lines

ROWS = (
    SummaryRow("Sefton", "out/Sefton", Account("proven best", 1.2, 847, 847, 400, 400), earlier=True),
    SummaryRow(
        "Wirral",
        "out/Wirral",
        Account("best found", 26.0, 12_345, 12_300, 410, 400, words=("1 warning, the first: x.",)),
    ),
    SummaryRow(
        "Ynys\nMôn", "out/Ynys\nMôn", Account("faults", 0.1, faults=1_002, words=("1,002 faults, the first: y.",))
    ),
)


def lines(*rows: SummaryRow, passed_over: tuple[PassedOver, ...] = ()) -> list[str]:
    return list(as_lines(paper_of_batch(Summary(rows, passed_over, "out"))))


def test_the_summary_is_a_table_with_what_is_to_be_looked_at() -> None:
    assert lines(*ROWS, passed_over=(PassedOver("notes", "it has no rota.toml"),)) == [
        "3 councils: 2 have a rota, 1 of them proven best.",
        "No fairer rota exists for 1 of them; for the others that is not proven.",
        "1 was finished before; nothing of theirs has changed since.",
        "Each is in a folder of its name in out.",
        "",
        "Each council:",
        "  council   result       proven  fairest  points  gap  faults  seconds  drawn",
        "  Sefton    proven best  yes     yes         847    0              1.2  before",
        "  Wirral    best found   no      no       12,345   45             26.0  now",
        "  Ynys Môn  faults                                      1,002      0.1  now",
        "",
        "To be looked at:",
        "  Wirral: 1 warning, the first: x.",
        "  Ynys Môn: 1,002 faults, the first: y.",
        "",
        "Passed over:",
        "  notes was passed over: it has no rota.toml.",
    ]


def test_the_first_line_counts_as_people_do() -> None:
    solved, best, faulty = (SummaryRow("x", "x", row.account) for row in ROWS)
    assert [lines(*rows)[0] for rows in [(solved,), (best,), (faulty,), (solved, solved), (best, best, faulty)]] == [
        "1 council: 1 has a rota, proven best.",
        "1 council: 1 has a rota, not proven best.",
        "1 council: none has a rota.",
        "2 councils: all have a rota, all of them proven best.",
        "3 councils: 2 have a rota, none of them proven best.",
    ]


def test_the_second_line_says_for_how_many_no_fairer_rota_exists() -> None:
    """Of a council whose rules measure no fairness it is not proven; where none of them does, nothing is said."""
    best, found, faulty = (SummaryRow("x", "x", row.account) for row in ROWS)
    unmeasured = SummaryRow("x", "x", Account("proven best", points=5, bound=5))
    assert [
        lines(*rows)[1]
        for rows in [(best,), (found,), (best, best, faulty), (found, found), (best, unmeasured), (unmeasured, faulty)]
    ] == [
        "No fairer rota exists.",
        "That no fairer rota exists is not proven.",
        "No fairer rota exists for any of them.",
        "That no fairer rota exists is proven for none of them.",
        "No fairer rota exists for 1 of them; for the others that is not proven.",
        "Each is in a folder of its name in out.",
    ]
