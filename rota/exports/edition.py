"""Which edition of the rota a paper is: the revision that people were told, or one that is not published yet."""

from __future__ import annotations

from rota.exports.ics_files import next_publication
from rota.exports.view import Document
from rota.text.english import day_in_words


def edition(document: Document) -> str:
    """ "Revision 2, 1 September 2027", or of what nobody was told yet that, and the number it would have."""
    record = document.record
    if record.publication is None:
        return "Not yet published"
    number = record.provenance.revision
    if next_publication(document) != record.publication:
        return f"Not yet published: it would be revision {number + 1}"
    return f"Revision {number}, {day_in_words(record.provenance.stamp)}"
