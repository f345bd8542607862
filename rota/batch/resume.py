"""Keeps what came of a council in its folder, whole, and knows what is kept there already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rota.batch.job import Account, JobResult
from rota.batch.receipt import RECEIPT_FILE, Receipt, digest, read_receipt
from rota.batch.worker import FAULTS_FILE, WHY_FILE
from rota.exports import CALENDARS, FILES
from rota.exports.atomic_write import write_all
from rota.record_json import bytes_in
from rota.text.english import joined

OURS = (*(name for name in FILES if name != CALENDARS), FAULTS_FILE, WHY_FILE)
"""Files that are somebody else's when they are in a folder and no receipt says that they were written by this."""


def finished(folder: Path, key: Mapping[str, Any]) -> Account | None:
    """What was told of a council that is finished and of which nothing has changed since."""
    receipt = read_receipt(folder)
    if receipt is None or receipt.key != key:
        return None
    return receipt.account if all((folder / name).is_file() for name in receipt.files) else None


def rota_in(folder: Path) -> bytes:
    """The rota.json in a folder; nothing when there is none, or none that can be read."""
    try:
        return bytes_in(folder)
    except OSError:
        return b""


def refusal(folder: Path) -> str:
    """Why nothing new may be written to a folder without being told to replace what is there; empty when it may."""
    if folder.is_symlink():
        return f"{folder} is a link. Remove it, or name another folder with --out."
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file, not a folder. Remove it, or name another folder with --out."
    receipt = read_receipt(folder)
    if receipt is not None and receipt.account is None:
        return ""
    written = receipt.files if receipt else {}
    changed = [name for name in (*OURS, *written) if _is_not(folder / name, written.get(name))]
    if not changed:
        return ""
    shown = joined(list(dict.fromkeys(changed))[:3])
    return f"What is in {folder} was not written by this command, or was changed since: {shown}. --force replaces it."


def keep(outcome: JobResult, folder: Path, key: Mapping[str, Any]) -> None:
    """Writes the files and their receipt, and takes away those of the last time that there are none of this time.

    All in one: killed at any moment, it leaves what was there. OutputRefused when the disk does not take them.
    """
    before = read_receipt(folder)
    digests = {name: digest(content) for name, content in outcome.files.items()}
    receipt = Receipt(key, digests, outcome.account)
    gone = (before.files if before else {}).keys() - digests.keys()
    write_all({**outcome.files, RECEIPT_FILE: receipt.to_bytes()}, folder, force=True, gone=sorted(gone))


def _is_not(path: Path, expected: str | None) -> bool:
    """Whether there is a file, and not the one expected."""
    try:
        return digest(path.read_bytes()) != expected
    except FileNotFoundError:
        return False
    except OSError:
        return True
