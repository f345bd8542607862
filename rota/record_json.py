"""rota.json read: the one reader of it, whoever asks."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rota.domain import YEARS
from rota.domain.snapshot import from_data
from rota.record import Record

FILE = "rota.json"
FORMAT = "rota"
VERSION = 1
LARGEST_FILE = 20_000_000
"""Bytes. A year of a thousand visits takes less than a hundredth of it."""

LARGEST_NUMBER = 10**18
"""Points, a seed or a revision beyond it were never written by this program."""

_KEYS = {"format", "version", "record", "sequences", "summary"}
_NEEDED = _KEYS - {"summary"}


@dataclass(frozen=True, slots=True)
class SavedRota:
    """The record, and whether it names who receives each visit: in those of earlier versions nobody is named."""

    record: Record
    names_receivers: bool


def bytes_in(folder: Path) -> bytes:
    """The rota.json in a folder, of one that is too long no more than shows that it is. OSError when there is none."""
    with (folder / FILE).open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def read_record(content: bytes) -> Record:
    """The record of a rota.json. ValueError, with a sentence, for anything else."""
    return read_saved(content).record


def read_saved(content: bytes) -> SavedRota:
    """What a rota.json says. ValueError, with a sentence, for anything else."""
    data = _parsed(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("This is not a rota.json: it does not say that its format is 'rota'.")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise ValueError(f"This rota.json is of version {_shown(data.get('version'))}; this program reads {VERSION}.")
    if unknown := sorted(data.keys() - _KEYS):
        raise ValueError(f"This rota.json has a key that is not known: {_shown(unknown[0])}. Was it edited by hand?")
    if missing := sorted(_NEEDED - data.keys()):
        raise ValueError(f"This rota.json has no '{missing[0]}'. Was it cut short?")
    _check_sequences(data["sequences"])
    try:
        record = from_data(Record, data["record"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(f"The record in this rota.json is not of the right form: {_shown(str(error))}.") from error
    _check_numbers(record)
    return SavedRota(record, all("receivers" in place for place in data["record"]["rota"]["placements"]))


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise ValueError(f"This file has {len(content):,} bytes; a rota.json has at most {LARGEST_FILE:,}.")
    if not content.strip():
        raise ValueError("This is not a rota.json: there is nothing in it.")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_refused)
        json.dumps(data, ensure_ascii=False).encode()  # half a character would spoil every file made from it
    except RecursionError as error:
        raise ValueError("This is not a rota.json: it is nested too deeply.") from error
    except UnicodeDecodeError as error:
        raise ValueError("This is not a rota.json: it is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ValueError(
            f"This is not a rota.json: line {error.lineno} is spoilt, or the file was cut short."
        ) from error
    except ValueError as error:  # what is there twice, no number, a number too long
        raise ValueError(f"This is not a rota.json: {_shown(str(error))}.") from error
    return data


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key is there twice")
    return data


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not a number")


def _check_sequences(sequences: Any) -> None:
    if not isinstance(sequences, dict) or any(type(n) is not int or n < 0 for n in sequences.values()):
        raise ValueError("The sequences in this rota.json are not whole numbers by visit.")


def _check_numbers(record: Record) -> None:
    """ValueError for a number that no rota bears: files made from it would be of no use to anybody."""
    origin, proof = record.provenance, record.certificate
    numbers = {"revision": origin.revision, "seed": origin.seed}
    numbers |= {field.name: getattr(proof, field.name) for field in fields(proof)} if proof else {}
    wrong = [name for name, number in numbers.items() if not 0 <= number <= LARGEST_NUMBER]
    if wrong:
        raise ValueError(f"The {wrong[0]} in this rota.json is {_shown(numbers[wrong[0]])}, out of all sense.")
    if origin.stamp.year not in YEARS:
        raise ValueError(f"The stamp in this rota.json is outside the years {YEARS[0]} to {YEARS[-1]}.")


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:120]} ..."
