"""What mkdocs does besides: pages from the top of the project, mathematics as MathML, code named in the project.

Pages read on a forge as they are written: they link to ``../ARCHITECTURE.md``, and formulas stand between dollars.
In the site the pages at the top lie beside the others, and a formula is MathML, which browsers draw without a script.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

TOP = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
CODE = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^\$\$\n(.*?)\n\$\$$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\w$])")
UP = re.compile(rf"\]\((?:\.\./)+({'|'.join(map(re.escape, TOP))})")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages of ``docs`` and those at the top of the project, as if they lay there too."""
    root = Path(config.config_file_path).parent
    for name in TOP:
        text = (root / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with formulas as MathML, and with links to the pages at the top where these now lie."""
    depth = page.file.src_uri.count("/")
    markdown = UP.sub(rf"]({'../' * depth}\1", markdown)
    if not page.file.src_uri.startswith("model/"):
        return markdown
    pieces = CODE.split(markdown)
    return "".join(piece if number % 2 else _mathematics(piece) for number, piece in enumerate(pieces))


def _mathematics(text: str) -> str:
    text = BLOCK.sub(lambda match: "\n" + _formula(match, "block") + "\n", text)
    return INLINE.sub(lambda match: _formula(match, "inline"), text)


def _formula(match: re.Match[str], display: Any) -> str:
    return str(convert(match.group(1).replace("\n", " "), display=display))
