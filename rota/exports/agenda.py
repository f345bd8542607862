"""What a visit talks about, by the kind of team: the headings of the council's report form.

Source: Sefton, report of 25 September 2018, paragraphs 2.3 and 2.4. It has no form for children's homes,
so a home's agenda is what the forms for front-line teams and for corporate parenting share.
"""

from __future__ import annotations

_STAFFING = "Staffing: vacancies, experience, skills and attendance"
_WORKLOADS = "Workloads and performance: outcomes for children"
_REFERRALS = "Referrals: how they are monitored and managed"
_SUPPORT = "Support for staff: IT, accommodation and communication"
_CARERS = "Foster carers: recruitment, retention and support"
_LOOKED_AFTER = "Looked-after children, care leavers and the fostering service"
_PROGRESS = "Progress on what the last visit raised"

_FRONT_LINE = (_STAFFING, _WORKLOADS, _REFERRALS, _SUPPORT, _PROGRESS)
_SHARED = (_STAFFING, _WORKLOADS, _SUPPORT, _PROGRESS)
_CORPORATE_PARENTING = (_STAFFING, _WORKLOADS, _SUPPORT, _CARERS, _LOOKED_AFTER, _PROGRESS)

_BY_KIND = {"mash": _FRONT_LINE, "locality": _FRONT_LINE, "corporate parenting": _CORPORATE_PARENTING, "home": _SHARED}


def agenda(kind: str) -> tuple[str, ...]:
    """The headings for this kind of team; none for a kind that is not known."""
    return _BY_KIND.get(kind, ())
