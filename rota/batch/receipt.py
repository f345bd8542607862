"""The receipt of a council's rota: from which inputs, options and versions its files came, and what was told of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rota.batch.job import Account

RECEIPT_FILE = "batch.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """``key`` is the job's; ``files`` are those that were written, each with its digest.

    ``account`` is None while they are being written: whatever is there then was left by a run that was killed.
    """

    key: Mapping[str, Any]
    files: Mapping[str, str]
    account: Account | None = None

    def to_bytes(self) -> bytes:
        """The receipt as it is kept."""
        data = {"key": self.key, "files": self.files, "account": self.account and asdict(self.account)}
        return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt in a folder; None when there is none, or none that can be read."""
    try:
        data = json.loads((folder / RECEIPT_FILE).read_bytes())
        account = data["account"]
        if account is not None:
            account = Account(**{**account, "words": tuple(account["words"])})
        files = dict(data["files"])
        return Receipt(dict(data["key"]), files, account) if all(map(_is_inside, files)) else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _is_inside(name: str) -> bool:
    """Whether the name of a file stays in its folder: a receipt that was tampered with must not lead elsewhere."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def digest(content: bytes) -> str:
    """What a file's content is known by in a receipt."""
    return hashlib.sha256(content).hexdigest()
