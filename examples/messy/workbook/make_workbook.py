"""Writes messy.xlsx beside this file: the faults that only a workbook can have."""

from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

HERE = Path(__file__).parent


def main() -> None:
    """Writes the workbook anew."""
    book = Workbook()
    book.remove(book.active)
    tables = {
        "settings": [
            ["key", "value"],
            ["council.name", "Messy Council"],
            ["year.start", date(2027, 6, 1)],
            ["year.end", "31 May 2028"],
            ["yaer.end", date(2028, 5, 31)],
            ["year.start", date(2027, 6, 1)],
            ["visits.group_size", date(2027, 3, 2)],
        ],
        "Members": [
            ["NAME", "Group", "joined", "yearly limit", "Step-Free"],
            ["Example One", "Red", date(2023, 5, 4), 2.0, "no"],
            [],
            ["=A2", "Red", "04.05.2023", 2, "no"],
            ["Example Three", "Red", time(10), 2, "no"],
            ["Example Four", "Blue", "2023-05-04", "#REF!", "no"],
        ],
        "teams": [["name", "group size", "host"], ["MASH", "2-3", "Manager One"], ["North", None, None]],
        "Memebers": [["name"]],
    }
    for title, rows in tables.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book["Members"]["D6"].data_type = "e"
    book["Members"].merge_cells("B4:B5")
    book.save(HERE / "messy.xlsx")


if __name__ == "__main__":
    main()
