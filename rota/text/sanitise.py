"""Text from people's files, made safe to put on one line of any format."""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text on one line: line breaks become spaces; control characters, surrogates and bidi overrides go."""
    return _UNSAFE.sub("", _BREAKS.sub(" ", text)).strip()


def without_address(person: str) -> str:
    """The name in "Example Head <head@example.gov.uk>"; the whole where there is nothing else."""
    return person.partition("<")[0].strip() or person.strip("<> ")
