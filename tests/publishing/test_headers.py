"""Headers for web servers: each thing that calendars asks of them stands in both files."""

from __future__ import annotations

import re

import pytest

from rota.publishing.headers import HEADERS, TYPE, apache, files, nginx

BOTH = pytest.mark.parametrize("text", [nginx(), apache()], ids=["nginx", "apache"])


@BOTH
def test_every_header_is_sent_always_also_with_not_modified(text: str) -> None:
    for name, value in HEADERS.items():
        quoted = value.replace('"', '\\"')
        assert f"add_header {name} '{value}' always;" in text or f'Header always set {name} "{quoted}"' in text, name


@BOTH
def test_a_feed_is_a_calendar_in_utf_8_shown_and_not_downloaded(text: str) -> None:
    assert TYPE in text
    assert TYPE == "text/calendar; charset=utf-8"
    assert HEADERS["Content-Disposition"] == 'inline; filename="visits.ics"'


@BOTH
def test_nothing_is_compressed_listed_redirected_or_asked_for(text: str) -> None:
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")).casefold()
    assert not [word for word in ("deflate", "auth", "return 30", "redirect", "rewrite", "set-cookie") if word in code]
    assert re.search(r"gzip off;|no-gzip", code)
    assert re.search(r"autoindex off;|options none", code)
    assert re.search(r"limit_except get|<limitexcept get>", code)


@BOTH
def test_addresses_are_kept_out_of_the_log(text: str) -> None:
    assert "access_log off;" in text or "env=!rota_feed" in text


@BOTH
def test_brackets_are_closed(text: str) -> None:
    assert text.count("{") == text.count("}")
    assert sorted(re.findall(r"<(\w+)[ >]", text)) == sorted(re.findall(r"</(\w+)>", text))


def test_caches_may_keep_a_feed_but_must_ask() -> None:
    assert HEADERS["Cache-Control"] == "private, no-cache"
    assert HEADERS["X-Robots-Tag"] == "noindex, noarchive"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert [*files()] == ["headers.nginx.conf", "headers.apache.conf"]
