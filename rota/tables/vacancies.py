"""Seats and posts that nobody holds, in the words that lists of members and of teams have for them."""

from __future__ import annotations

import re

from rota.tables.cells import slug

_ALWAYS = re.compile(r"\b(?:vacc?[ae]n(?:t|cy|cies)|vacated|unfilled|un filled|(?:sedd|swydd) wag)\b")
"""Words that no person's name has: one is enough, whatever stands around it."""

_ELECTION = r"(?:by )?(?:re )?elections?"
_PHRASES = (
    r"(?:to be|yet to be|not yet|not|awaiting being) (?:elected|appointed|confirmed|announced|advised|decided|filled|"
    r"determined|nominated|co opted|named|notified|recruited|known)",
    r"(?:pending|awaiting|awaits|subject to|postponed|forthcoming|upcoming|after) (?:the |a |an )?"
    rf"(?:{_ELECTION}|result|nomination|appointment)",
    rf"{_ELECTION} (?:pending|awaited|postponed|to be held|to follow|due|required|called|deferred)",
    _ELECTION,
    r"(?:no|not|none|nobody|no one) (?:current |currently |serving |elected |present )?"
    r"(?:councillor|cllr|member|representative|host|deputy|manager|appointment|nomination|one|body|yet)s?"
    r"(?: (?:elected|appointed|yet))*",
    r"(?:empty|open|unoccupied|uncontested|unallocated|spare) (?:seat|post|position|place|role)",
    r"(?:seat|post|position|place|role)(?: is)? (?:empty|open|unoccupied|unallocated|not filled)",
    r"not (?:currently )?filled|unoccupied|unallocated|unassigned|nobody|no ?one|none|nil|n ?a|"
    r"not applicable|unknown|gwag|t ?b ?[acde]|as above|ditto",
    r"i w etholi|i w gadarnhau|dim cynghorydd",
)
_AROUND = (
    r"(?:the |a |ward |seat |seats |post |position |place |role |councillor |cllr |member |currently |now |at present |"
    r"\d+ )*"
)
_WHOLE = re.compile(
    rf"{_AROUND}(?:{'|'.join(_PHRASES)})(?: (?:in |for |on |from |until )?(?:the )?(?:{_ELECTION}|\d.*))?"
)

_SIGNS = re.compile(r"[-‐–—−?.…*/_#~ ]+")
"""What some put where there is no name."""


def is_vacancy(name: str) -> bool:
    """Whether this is said of a seat or post that nobody holds: "Seat Vacant", "To be elected", "No host", "TBC", "?".

    >>> [is_vacancy(name) for name in ("Councillor Vacancy", "Awaiting by-election", "-", "Ann Ward", "")]
    [True, True, True, False, False]
    """
    words = slug(name).replace("-", " ")
    if not words:
        return bool(_SIGNS.fullmatch(name.strip()))
    return bool(_ALWAYS.search(words) or _WHOLE.fullmatch(words))
