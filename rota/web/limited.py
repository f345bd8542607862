"""An uploaded file read in a process of its own, with limits: whatever it holds, the service goes on."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from rota.tables.faults import Fault
from rota.web.bridge import Checked, RegisterContent, read_upload
from rota.web.plain_register import as_data, of_data

MOST_BYTES = 32 * 2**20
"""Of a file that is read at all."""
MOST_MEMORY = 2**31
MOST_SECONDS = 60
"""Of the process, by its own clock, and half as many again by that of the wall."""

REFUSED = "this takes longer to read, or more memory, than a register does. Keep only the tables of the rota."


def read_apart(name: str, data: bytes) -> Checked:
    """What ``read_upload`` says, or one fault when the file is too large or the reading had to be ended."""
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES >> 20} MB"
        return Checked(RegisterContent(), (f"{name}: this has more than {most}. Keep only the tables of the rota.",))
    command = [sys.executable, "-m", "rota.web.limited", name]
    try:
        made = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=1.5 * MOST_SECONDS,
            check=False,
        )
        return from_json(json.loads(made.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        return Checked(RegisterContent(), (f"{name}: {REFUSED}",))


def as_json(found: Checked) -> dict[str, Any]:
    """What was found, for another process or a column of JSON."""
    said = {name: getattr(found, name) for name in ("faults", "doubtful", "council", "year", "left_out")}
    return {**said, "places": [asdict(place) for place in found.places], **as_data(found.register)}


def from_json(said: dict[str, Any]) -> Checked:
    """The same, back again."""
    first, last = said["year"]
    return Checked(
        of_data(said),
        tuple(said["faults"]),
        tuple(Fault(**place) for place in said["places"]),
        tuple(said["doubtful"]),
        said["council"],
        (first, last),
        tuple(said["left_out"]),
    )


def main(name: str) -> None:
    """Reads the file from standard input, and writes what was found to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    found = read_upload(name, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(as_json(found)))


if __name__ == "__main__":
    main(sys.argv[1])
