"""Files that are damaged, dangerous, or meant to do harm: a sentence each, nothing written, no traceback."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from rota.reading import read, read_rota
from tests.reading.folders import a_folder, a_workbook, faults_of
from tests.support.builders import a_problem


def test_a_csv_file_of_200_mb_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with (folder / "members.csv").open("wb") as out:
        out.truncate(200 * 2**20)  # a sparse file: 200 MB of nothing, which takes no room
    assert faults_of(folder) == ["members.csv: the file has more than 20 MB. Keep only the rows of this rota."]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "folder", members="")
    (tmp_path / "secret").write_text("name\nAnn\n")
    (folder / "members.csv").symlink_to(tmp_path / "secret")
    assert faults_of(folder) == ["members.csv: this is a link to a file outside the folder. Put the file itself there."]


def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, members="")
    os.mkfifo(folder / "members.csv")
    assert faults_of(folder) == ["members.csv: this is not a file of its own. Put the file itself there."]


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "rota.xlsx"
    old = bytes.fromhex("d0cf11e0a1b11ae1")
    for content, said in (
        (b"name,group\n", "not an Excel workbook"),
        (b"", "not an Excel workbook"),
        (old + b"Workbook", "of the old kind (.xls)"),
        (old + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (_zip({"a.txt": b"x"}), "a zip file, but not an Excel workbook"),
    ):
        path.write_bytes(content)
        (sentence,) = faults_of(path)
        assert said in sentence


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "rota.xlsx"
    path.write_bytes(_zip({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(65 * 2**20)}))
    assert "unpacks to more than 64 MB" in faults_of(path)[0]
    path.write_bytes(_zip({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(30 * 2**20)}))
    assert "unpacks to far more than it holds" in faults_of(path)[0]


@pytest.mark.parametrize(
    "bomb",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE a>".encode("cp037"),
    ],
)
def test_xml_that_defines_entities_is_refused(tmp_path: Path, bomb: bytes) -> None:
    path = tmp_path / "rota.xlsx"
    path.write_bytes(_zip({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bomb}))
    assert "a definition in it that Excel never writes" in faults_of(path)[0]


def test_a_formula_is_named_by_its_cell(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "rota.xlsx", members=[["name", "group"], ["Ann Apple", "Red"], ['=HYPERLINK("http://x")', "Red"]]
    )
    (sentence,) = [one for one in faults_of(path) if "formula" in one]
    assert (
        sentence == "rota.xlsx, sheet 'members', row 3: cell A3 has a formula in it. Copy it and paste it as a value."
    )


def test_what_stands_far_out_in_a_sheet_is_not_lost_in_silence(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "rota.xlsx", teams=[["name"], ["MASH", *[None] * 100, "far"]])
    assert faults_of(path) == [
        "rota.xlsx, sheet 'teams': there is something in CX2, beyond column 64. Take it out.",
    ]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_gives_faults_or_a_problem_and_never_raises(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = a_workbook(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "rota.xlsx"
    path.write_bytes(whole[: chance.randrange(len(whole))] if seed % 2 else _spoilt(whole, chance))
    reading = read(path)
    assert (reading.problem is None) == bool(reading.faults)
    assert seed % 2 == 0 or reading.faults


@pytest.mark.parametrize("seed", range(20))
def test_a_part_with_wrong_xml_gives_faults_or_a_problem_and_never_raises(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(a_workbook(tmp_path / "whole.xlsx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = _spoilt(parts[name], chance)
    path = tmp_path / "rota.xlsx"
    path.write_bytes(_zip(parts))
    reading = read(path)
    assert (reading.problem is None) == bool(reading.faults)


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_in_every_file_give_faults_and_never_raise(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    signs = b"\0\xff\xfe\x81\",;\n\r=+-@[]{}.:'name0123456789\xc3\xa2"
    noise = bytes(chance.choice(signs) for _ in range(2_000)) if seed % 2 else chance.randbytes(2_000)
    folder = a_folder(tmp_path, toml=noise, members=b"name,group\n" + noise, teams=noise, published=noise)
    assert faults_of(folder)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".pdf"])
@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[" * 100_000, b'{"format": "rota", "version": 1, "record": []}', b"\0\1\2", b"1" * 5_000]
)
def test_a_rota_of_rubbish_is_a_fault_and_never_raises(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"rota{suffix}"
    path.write_bytes(content)
    rota, faults, _ = read_rota(path, a_problem())
    assert rota.placements == ()
    assert faults


def test_huge_cells_are_shortened_in_the_fault(tmp_path: Path) -> None:
    (sentence,) = faults_of(a_folder(tmp_path, members="name\n" + "x" * 100_000 + "\n"))
    assert len(sentence) < 250
    assert "100,000 characters long" in sentence
    (sentence,) = faults_of(a_folder(tmp_path, members="name\n" + "x" * 200_000 + "\n"))
    assert "not a row of cells" in sentence


def test_reading_writes_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, members="nmae\n")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    read(folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)
