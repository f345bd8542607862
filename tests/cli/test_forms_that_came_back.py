"""What is said of the folder of forms that came back before any form is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.worlds import a_council, files_in, quietly_ended, run


@pytest.mark.parametrize("kind", ["availability", "proforma"])
def test_a_folder_that_is_not_there_or_is_a_file_is_said_in_our_words(tmp_path: Path, kind: str) -> None:
    council = a_council(tmp_path / "visits")
    before = files_in(council)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name, what in (("nowhere", "is not there"), ("file", "is a file")):
        result = run("import", kind, tmp_path / name, "--into", council)
        assert quietly_ended(result)
        assert (result.exit_code, result.stdout) == (2, "")
        told = f"{tmp_path / name} {what}. Give the folder that holds the forms that came back."
        assert result.stderr.splitlines()[0] == told
    assert files_in(council) == before
