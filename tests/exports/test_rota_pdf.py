"""rota.pdf: the page that is printed, made only when it is asked for, and nothing fetched."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from rota.exports import EXPORTS, FILES, USUAL, NotInstalledError, rota_html, rota_pdf
from tests.exports.documents import the_document


def test_it_is_a_pdf_and_the_same_bytes_each_time() -> None:
    (name, content), *more = rota_pdf.render(the_document()).items()
    assert (name, more) == ("rota.pdf", [])
    assert content.startswith(b"%PDF-")
    assert rota_pdf.render(the_document())["rota.pdf"] == content


def test_it_is_written_only_when_asked_for() -> None:
    assert EXPORTS["pdf"].requires == "pdf"
    assert "pdf" not in USUAL
    assert "rota.pdf" in FILES


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An address that found its way into the page is refused, also of a file, and the page is made without it."""
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>Secret</text></svg>')
    addresses = ("https://example.test/x.png", (tmp_path / "x.svg").as_uri())
    page = "".join(f'<img src="{address}" alt="none">' for address in addresses)
    monkeypatch.setattr(rota_html, "render", lambda _document: {"rota.html": f"<p>Rota</p>{page}".encode()})
    with_none = rota_pdf.render(the_document())["rota.pdf"]
    page = page.replace("x.svg", "y.svg")
    assert rota_pdf.render(the_document())["rota.pdf"] == with_none


@pytest.mark.parametrize("missing", [ImportError("no module"), OSError("cannot load library 'pango-1.0-0'")])
def test_what_is_missing_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch, missing: Exception) -> None:
    imported = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "weasyprint":
            raise missing
        return imported(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotInstalledError, match=r"pip install 'rota\[pdf\]'"):
        rota_pdf.render(the_document())
