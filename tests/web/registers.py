"""Examples of the project as files to upload."""

from __future__ import annotations

import io
import zipfile

from rota.web.actions.log import Actor
from rota.web.actions.register import apply_upload, keep_upload
from rota.web.bridge import read_upload
from tests.architecture.sources import ROOT


def files_of(example: str) -> dict[str, bytes]:
    """The files of an example by their names in its folder."""
    folder = ROOT / "examples" / example
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


SMALL = {
    "members.csv": b"id,name,group,ward,trained,checked\n"
    b"ann,Ann,A,North,2020-01-01,2020-01-01\nbob,Bob,B,North,2020-01-01,2020-01-01\n"
    b"cai,Cai,A,South,2020-01-01,2020-01-01\n",
    "teams.csv": b"id,name,group_size\nmash,MASH,2\n",
    "absences.csv": b"person,start,end\nann,2027-07-05,2027-07-16\n",
    "rota.toml": b'[council]\nname = "Testshire"\n[year]\nstart = 2027-06-01\nend = 2028-05-31\n',
}
"""A council that reads without a fault."""


def filled_with(files: dict[str, bytes]) -> None:
    """The register is what these files say."""
    actor = Actor("ann@example.test")
    apply_upload(actor, keep_upload(actor, "x.zip", read_upload("x.zip", zipped(files))))
