"""Photographs the page of examples/sefton into docs/pictures/rota.png. By hand, where the page's looks have changed.

    rota solve examples/sefton --out out/sefton --force
    python docs/pictures/rota_page.py out/sefton/rota.html

It needs chromium on the path and Pillow, neither of which Rota needs otherwise.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURE = Path(__file__).with_name("rota.png")
WIDTH, HEIGHT = 1100, 2600
PARTS = ((0, 1175), (2115, 2560))
"""Rows of pixels that are shown: the summary with the first two months, and the year strips of some teams."""


def photographed(page: Path) -> Image.Image:
    """The whole page in a window of this size."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "page.png"
        size = f"--window-size={WIDTH},{HEIGHT}"
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", size, f"--screenshot={shot}"]
        subprocess.run([*command, page.resolve().as_uri()], check=True, capture_output=True)
        return Image.open(shot).convert("RGB")


def main(page: Path) -> None:
    """Writes the picture: the parts of the page below each other, in 64 colours, so that it stays small."""
    whole = photographed(page)
    parts = [whole.crop((0, top, WIDTH, bottom)) for top, bottom in PARTS]
    picture = Image.new("RGB", (WIDTH, sum(part.height for part in parts)), "white")
    top = 0
    for part in parts:
        picture.paste(part, (0, top))
        top += part.height
    picture.quantize(64, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
