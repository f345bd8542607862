"""The head that every page has: its title, its style, and a policy that forbids it everything else."""

from __future__ import annotations

from rota.exports.html import Markup, tag
from rota.exports.html_style import STYLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page forbids itself everything but its own style, should anything ever slip past the escaping."""


def page_head(title: str, more_style: str = "") -> Markup:
    """The head of a page of this title, which search engines are asked to leave alone."""
    return tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex">'),
        tag("title", title),
        tag("style", Markup(STYLE + more_style)),
    )
