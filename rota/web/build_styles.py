"""The step of building a wheel that makes the pages' styles: whoever installs a wheel needs no npm."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from setuptools.command.build_py import build_py

WEB = Path("rota", "web")
"""Where the build runs: the top of a checkout, or of a source archive."""
STYLES = WEB / "static" / "rota" / "rota.css"
WITHOUT = "WITHOUT_STYLES"
"""When the environment has it, a wheel is built whose service refuses to start: for tests of all else."""

NO_NPM = (
    "The styles of the service's pages are not built, and npm, which builds them, is not there. Install node 20 or "
    f"later with npm; or set {WITHOUT}=yes for a wheel whose service cannot be started."
)


class WithStyles(build_py):  # type: ignore[misc]  # setuptools says no types
    """Builds the styles first, unless they are there; an editable installation needs none until they are looked at."""

    def run(self) -> None:
        """As setuptools does. SystemExit in a sentence when the styles are not there and cannot be built."""
        if not self.editable_mode and not STYLES.is_file() and not os.environ.get(WITHOUT):
            build_styles()
        super().run()


def build_styles() -> None:
    """Makes the styles of what npm's lock names. SystemExit in a sentence when that cannot be."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(NO_NPM)
    own = ("--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")
    STYLES.parent.mkdir(parents=True, exist_ok=True)
    for command in ((npm, "ci", *own), (npm, "run", "--silent", "build")):
        if subprocess.run(command, cwd=WEB / "assets", check=False).returncode:
            raise SystemExit(f"The styles of the service's pages could not be built: '{' '.join(command[1:])}' failed.")


if __name__ == "__main__":
    build_styles()
