"""What mkdocs does besides: pages from the top of the project, mathematics as MathML, nothing fetched when it is read.

Pages read on a forge as they are written: they link to ``../ARCHITECTURE.md``, and formulas stand between dollars.
In the site the pages at the top lie beside the others, and a formula is MathML, which browsers draw without a script.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from latex2mathml.converter import convert
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

TOP = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
SHIM, OURS = "https://unpkg.com/iframe-worker/shim", "vendor/iframe-worker.js"
"""The script without which the theme's search does not work from disk, and the copy of it that is served."""
CODE = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^\$\$\n(.*?)\n\$\$$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\w$])")
UP = re.compile(rf"\]\((?:\.\./)+({'|'.join(map(re.escape, TOP))})")
FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"(?:https?:)?//[^>]*>")

_formulas: dict[str, str] = {}
"""Formulas of the page that is being made, each by the word that stands for it while Markdown is read."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages of ``docs`` and those at the top of the project, as if they lay there too."""
    root = Path(config.config_file_path).parent
    for name in TOP:
        text = (root / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with words for its formulas, and with links to the pages at the top where these now lie."""
    markdown = UP.sub(rf"]({'../' * page.file.src_uri.count('/')}\1", markdown)
    _formulas.clear()
    if not page.file.src_uri.startswith("model/"):
        return markdown
    pieces = CODE.split(markdown)
    return "".join(piece if number % 2 else _worded(piece) for number, piece in enumerate(pieces))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its formulas as MathML."""
    for word, formula in _formulas.items():
        html = html.replace(word, formula)
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page without anything that is fetched from elsewhere. PluginError when something is."""
    output = output.replace(SHIM, get_relative_url(OURS, page.url))
    fetched = FETCHED.search(output)
    if fetched:
        raise PluginError(f"{page.file.src_uri} would fetch {fetched.group()}")
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Takes away the page of a web server, whose links begin at the server's root and whose script is fetched."""
    (Path(config.site_dir) / "404.html").unlink(missing_ok=True)


def _worded(text: str) -> str:
    text = BLOCK.sub(lambda match: "\n" + _word(match.group(1), "block") + "\n", text)
    return INLINE.sub(lambda match: _word(match.group(1), "inline"), text)


def _word(formula: str, display: Literal["block", "inline"]) -> str:
    word = f"FORMULA{len(_formulas)}X"
    _formulas[word] = convert(formula.replace("\n", " "), display=display)
    return word
