"""What Word needs said of a document so that it can be read aloud, for which python-docx has no words."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LANGUAGE = "en-GB"


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML, "w:tblHeader", with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def in_english(document: Any) -> None:
    """Says that the document is in British English, unless it says of itself in what."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        document.styles.element.insert(0, defaults)
    properties = defaults
    for name in ("w:rPrDefault", "w:rPr"):
        found = properties.find(qn(name))
        if found is None:
            found = element(name)
            properties.insert(0, found)
        properties = found
    language = properties.find(qn("w:lang"))
    if language is None:
        language = element("w:lang")
        properties.append(language)
    if not (language.get(qn("w:val")) or "").startswith("cy"):
        language.set(qn("w:val"), LANGUAGE)


def in_font(style: Any, name: str) -> None:
    """Gives the style this font for all alphabets, whatever the theme says."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.casefold().endswith("theme"):
            del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def add_field(paragraph: Any, code: str) -> None:
    """Adds a field that Word works out, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif text == code:
            instruction = element("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
        else:
            run.text = text
