"""Posts and roles: which of them may be the lead member for children's services.

Each council has one (Children Act 2004, section 19), under whatever title it gives its cabinet. Source: 546 posts in
45 saved files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rota.tables.cells import slug

_HEAD = (
    r"(?:lead|cabinet|executive|portfolio|policy|mayoral)[ -](?:cabinet |executive |lead )?"
    r"(?:member|councillor|holder|lead)|cabinet|commissioner|portfolio|aelod cabinet|aelod arweiniol"
)
_NOT_ITSELF = (
    r"deputy|depute|shadow|assistant|advis[eo]r|advisory|vice|opposition|minority|support|associate|junior|former|"
    r"previous|ex|past|dirprwy|cynorthwyol|non"
)
_POST = re.compile(rf"(?P<before>(?:\b(?:{_NOT_ITSELF})\b[ -]*)*)\b(?:{_HEAD})\b", re.IGNORECASE)
_ANOTHER = re.compile(rf"\b(?:{_NOT_ITSELF})\b", re.IGNORECASE)
_LEADER = re.compile(r"^\W*(?:deputy |depute )?leader(?: of the council)?\s*[-–—:(,]\s*", re.IGNORECASE)
_CHILDREN = re.compile(
    r"\b(?:child|childrens?|chidrens?|young people|young persons|families|plant|blant|phlant)\b", re.IGNORECASE
)
_EDUCATION = re.compile(r"\b(?:family|cyp|youth|young|education|schools?|learning)\b", re.IGNORECASE)
"""What the lead member leads on where no post of the council names children."""
_NO_CABINET = re.compile(
    r"\b(?:committee|panel|board|scrutiny|commission|sub-committee|forum|spokes\w*|champion|chair\w*|select|"
    r"task group|working group|governor|school governors|whip|support member)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[;/]|\band (?=(?:the )?(?:chair|vice|deputy|leader|member|champion|mayor)\b)|\. (?=[A-Z])", re.IGNORECASE
)


def leading_on_children(posts: Iterable[str]) -> frozenset[str]:
    """Those of a council's posts of which the holder may be the lead member for children's services.

    They name children or, where none does, families, schools and the like. Not a deputy, a shadow, an adviser or a
    supporter; nor whoever chairs or leads a committee on children.

    >>> sorted(leading_on_children(["Cabinet Member for Children", "Shadow Cabinet Member for Children"]))
    ['Cabinet Member for Children']
    """
    every = frozenset(posts)
    found = frozenset(post for post in every if _leads_on(_CHILDREN, post))
    return found or frozenset(post for post in every if _leads_on(_EDUCATION, post))


def says_only_lead_member(post: str) -> bool:
    """Whether a post is "Lead Member" and no more: many councils call each member of the cabinet so."""
    return slug(post) in ("lead-member", "the-lead-member", "lead-members", "lead-councillor")


def _leads_on(matter: re.Pattern[str], post: str) -> bool:
    return any(_leads(matter, part) for part in _NEXT.split(post))


def _leads(matter: re.Pattern[str], part: str) -> bool:
    if not matter.search(part) or _NO_CABINET.search(part):
        return False
    heads = list(_POST.finditer(part))
    if not heads:
        return bool(_LEADER.match(part))
    ends = [*(head.start() for head in heads[1:]), len(part)]
    for head, end in zip(heads, ends, strict=True):
        # "Children and Families Portfolio Holder": what the post is for may stand before it.
        subject = part[head.end() : end] if matter.search(part[head.end() : end]) else part[: head.start()]
        if not head["before"] and matter.search(subject) and not _ANOTHER.search(subject):
            return True
    return False
