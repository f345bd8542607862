"""Pages of HTML from the templates in ``rota/exports/templates``: everything is escaped, and nothing may be missing.

A designer changes the templates (Jinja2, ``*.html.j2``) and ``style.css``, which every page carries in its head.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from rota.text.sanitise import plain

if TYPE_CHECKING:
    from jinja2 import Environment

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
"""In a style sheet: for whoever changes it, not for whoever is sent a page."""


def page(template: str, **facts: Any) -> bytes:
    """The page of this template in UTF-8. UndefinedError when the template uses what is not among the facts."""
    return _environment().get_template(f"{template}.html.j2").render(facts).encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # late: only whoever makes a page needs it

    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_on_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _source(name: str) -> str | None:
    """The text of a template or of the style sheet; None for one that there is not."""
    file = resources.files("rota.exports") / "templates" / name
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    return _COMMENT.sub("", text) if name.endswith(".css") else text


def _on_one_line(value: Any) -> Any:
    """A text without line breaks and control characters; what a macro has made, which is markup, as it is."""
    return plain(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
