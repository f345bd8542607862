"""Files that are damaged, or meant to do harm: a sentence that says what they are, and nothing is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rota.importing.xml import MOST_BYTES, MOST_ELEMENTS, parse
from rota.tables.faults import Faults
from tests.cli.worlds import files_in, quietly_ended, run
from tests.importing.worlds import a_council, a_councillor, councillors, moderngov

GOOD = councillors(North=[a_councillor("Ann Apple")])
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{LAUGHS}]><councillorsbyward>&l9;</councillorsbyward>'
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "members.csv">]><councillorsbyward>&x;</councillorsbyward>'
)

HOSTILE: dict[str, tuple[bytes, str]] = {
    "billion laughs": (BOMB.encode(), "has a document type or an entity"),
    "billion laughs in UTF-16": (BOMB.encode("utf-16"), "has a document type or an entity"),
    "an external entity": (EXTERNAL.encode(), "has a document type or an entity"),
    "an external document type": (b'<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>', "has a document type"),
    "an undeclared entity": (b"<root><meetings>&nbsp;</meetings></root>", "cannot be read as XML"),
    "30 MB": (b"<root>" + b" " * (30 * 2**20), "has more than 20 MB"),
    "a million elements": (b"<root>" + b"<a/>" * 10**6, "has more in it than ModernGov writes"),
    "nested deeply": (b"<root>" * 10**5, "has more in it than ModernGov writes"),
    "letters in another encoding": (GOOD.replace("Ann", "Zoë").encode("cp1252"), "letters in another encoding"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="martian"?><root/>', "an encoding that cannot be read"),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "this is a web page"),
    "a web page after a mark": (b"\xef\xbb\xbf\r\n<HTML><body>Error 500</body></HTML>", "this is a web page"),
    "cut short": (GOOD.encode()[: len(GOOD) // 2], "this XML is cut short"),
    "empty": (b" \r\n", "there is nothing in this file"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", "cannot be read as XML"),
    "JSON": (b'{"councillors": []}', "cannot be read as XML"),
    "another root": (b"<committees/>", "'committees' is the first element of this XML"),
    "a root without meetings": (b"<root/>", "'root' is the first element of this XML"),
    "no councillor": (b"<councillorsbyward><wards/></councillorsbyward>", "there is no councillor in this file"),
    "a name that turns text round": (GOOD.replace("Ann", "Ann \u202e").encode(), "a control character"),
    "a name of 300 characters": (GOOD.replace("Ann", "A" * 300).encode(), "Shorten it to 200 or fewer"),
    "a formula for a party": (GOOD.replace("Red", "=1+1").encode(), "as a formula does"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_in_a_sentence(tmp_path: Path, name: str) -> None:
    data, words = HOSTILE[name]
    folder = a_council(tmp_path, ",Ann Apple,Red,North,,,,,\n")
    before = files_in(folder)
    began = time.process_time()
    result = moderngov(folder, data)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert time.process_time() - began < 20
    assert files_in(folder) == before


def test_the_limits_are_far_above_what_a_council_has() -> None:
    """20 years of 500 meetings, 7 elements in each and 3 around them: 70,003 elements in less than 5 MB."""
    one = "<meeting>" + "".join(f"<m{n}>Overview and Scrutiny Committee</m{n}>" for n in range(6)) + "</meeting>"
    data = f"<root><meetingscount>10000</meetingscount><meetings>{one * 10_000}</meetings></root>".encode()
    faults = Faults()
    root = parse("saved.xml", data, faults)
    assert root is not None
    assert sum(1 for _ in root.iter()) == 70_003 < MOST_ELEMENTS
    assert len(data) < 5 * 2**20 < MOST_BYTES
    assert len(faults) == 0


def test_tags_are_known_whatever_their_case_and_their_namespace(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ",Ann Apple,Red,North,,,,,\n")
    xml = GOOD.replace("<councillorsbyward>", '<CouncillorsByWard xmlns="urn:moderngov">')
    result = moderngov(folder, xml.replace("</councillorsbyward>", "</CouncillorsByWard>"))
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing to change: the tables have the file's 1 councillor already.\n",
    )


@pytest.mark.parametrize("kind", ["moderngov", "bank-holidays", "school-terms"])
def test_a_file_that_is_none_is_said_to_be_none(tmp_path: Path, kind: str) -> None:
    folder = a_council(tmp_path, ",Ann Apple,Red,North,,,,,\n")
    for file, words in ((tmp_path / "nowhere", "there is no such file"), (folder, "this is not a file")):
        result = run("import", kind, file, "--into", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr


def test_a_link_out_of_the_folder_is_never_written_through(tmp_path: Path) -> None:
    """members.csv is a link to a file elsewhere: that file is neither read nor changed."""
    folder = a_council(tmp_path)
    (tmp_path / "elsewhere.csv").write_text("name\nBob Brown\n")
    (folder / "members.csv").unlink()
    (folder / "members.csv").symlink_to(tmp_path / "elsewhere.csv")
    result = moderngov(folder, GOOD)
    assert result.exit_code == 2
    assert "this is a link to a file outside the folder" in result.stderr
    assert (tmp_path / "elsewhere.csv").read_text() == "name\nBob Brown\n"
