"""What is wrong with a file of settings that is no TOML: the line, and what it lacks, in our words."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_WHY = (
    (r"declare|overwrite|mutate|twice", "has a name or a heading that is there already"),
    (r"Expected '=' after", "has no = after the name"),
    (r"Unterminated|Illegal character|Expected [\"']{2,}", "has text without a quotation mark at its end"),
    (r"Unclosed|Expected ']'|Expected '}'", "has a bracket that is not closed"),
    (r"newline or end of document", "has more behind its value than belongs there"),
    (r"Invalid (?:initial|statement)", "does not begin with a name, a [heading] or #"),
    (r"[Ii]nvalid (?:value|date|datetime)", "has a value that is no number, no date and no text"),
    (r"escape|Unescaped|hex", "has a \\ that has to be written twice"),
)
"""What tomllib of Python 3.11 to 3.14 says, and what that means to whoever wrote the line."""


def not_toml(error: TOMLDecodeError | RecursionError | ValueError) -> str:
    """A fault's remedy: which line is wrong, and how it is written."""
    found = _LINE.search(str(error))
    if not isinstance(error, TOMLDecodeError):
        return "this cannot be read as TOML: a value is too long or nested too deeply. Shorten it."
    why = next((why for sign, why in _WHY if re.search(sign, str(error))), "is not as it should be")
    where = f"line {found[1]}" if found else "the last line"
    return f"this cannot be read as TOML: {where} {why}. Text stands between quotation marks."
