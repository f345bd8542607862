"""Asks Chromium, without a screen, how wide a page becomes and how it prints."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 120
"""Seconds; it takes about two."""

# The page lies in a frame of its own, narrower than a window may be. It may run nothing: it is measured from outside.
FRAME = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" srcdoc="{page}" style="border:0;width:{width}px;height:2000px"></iframe>
<script id="found" type="application/json"></script>
<script>
document.getElementById("page").onload = event => {{
  const page = event.target.contentDocument, boxes = [], range = page.createRange();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const node = walker.currentNode;
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    const row = node.parentElement.closest("tr.visit"), shown = node.parentElement.checkVisibility();
    for (const box of shown ? range.getClientRects() : [])
      boxes.push({{
        text: node.data.trim(), visit: Boolean(row), left: box.left, right: box.right, height: box.height,
      }});
  }}
  const found = {{ width: page.documentElement.scrollWidth, boxes }};
  document.getElementById("found").textContent = JSON.stringify(found).replaceAll("<", "\\\\u003c");
}};
</script>"""


@dataclass(frozen=True)
class Box:
    """Where a piece of text stands, in pixels of the page; ``visit`` when it tells of a visit."""

    text: str
    visit: bool
    left: float
    right: float
    height: float


@dataclass(frozen=True)
class Shown:
    """A page as it is shown: how wide it is, scrolled to its end, and every text."""

    width: int
    boxes: tuple[Box, ...]


def shown(page: bytes, width: int, folder: Path) -> Shown:
    """The page on a screen of this width."""
    file = folder / "frame.html"
    file.write_text(FRAME.format(page=html.escape(page.decode()), width=width), encoding="utf-8")
    made = _run(file, folder, "--window-size=1000,2000", "--virtual-time-budget=10000", "--dump-dom")
    (text,) = re.findall(r'<script id="found" type="application/json">(.*?)</script>', made, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return Shown(found["width"], tuple(Box(**box) for box in found["boxes"]))


def printed(page: bytes, folder: Path) -> list[tuple[int, int]]:
    """The width and height, in points, of each page of paper that the page is printed on."""
    file, paper = folder / "page.html", folder / "page.pdf"
    file.write_bytes(page)
    _run(file, folder, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    pages = re.findall(rb"/Type /Page\b[^s].*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper.read_bytes(), re.DOTALL)
    return [(round(float(width)), round(float(height))) for width, height in pages]


def _run(file: Path, folder: Path, *options: str) -> str:
    found = [path for name in NAMES if (path := shutil.which(name))]
    assert found, f"none of {', '.join(NAMES)} is installed: .ci/packages installs Chromium"
    own = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}")
    command = [found[0], *own, *options, file.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=LONGEST).stdout
