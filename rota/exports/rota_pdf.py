"""rota.pdf: the page rota.html as it is printed, by WeasyPrint (the extra ``rota[pdf]``). Nothing is fetched."""

from __future__ import annotations

from rota.exports import NotInstalledError, rota_html
from rota.exports.view import Document


def render(document: Document) -> dict[str, bytes]:
    """The file rota.pdf. NotInstalledError without WeasyPrint, or without the libraries of the system that it needs."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: Pango itself is missing
        raise NotInstalledError(
            "rota.pdf is made by WeasyPrint, which is not installed here: pip install 'rota[pdf]', and on Debian "
            "apt install libpango-1.0-0 libpangoft2-1.0-0. Without it, open rota.html in a browser and print that."
        ) from error
    page = rota_html.render(document)["rota.html"].decode()
    return {
        "rota.pdf": HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf(pdf_identifier=b"rota")
    }
