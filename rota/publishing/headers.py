"""What a web server must be told so that every client follows the feeds: for nginx and for Apache.

Each line has its reason in the findings of November 2026: no query and no redirect, because some clients
follow neither; no compression, because Outlook stumbled over it; no log, because the address is the key.
"""

from __future__ import annotations

TYPE = "text/calendar; charset=utf-8"

HEADERS = {
    "Content-Disposition": 'inline; filename="visits.ics"',
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex, noarchive",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every feed, and with every answer that it has not changed."""

_WORDS = """\
# Rota: feeds of visits. Serve over https only; do not ask for a password, and do not redirect.
# The address of a feed is its key: keep it out of every log, of proxies too.
# Do not name /f/ in robots.txt: Google Calendar obeys it and refuses the feed.
# Change /srv/visits/served to where the folder "served" of the publication is, never to the folder above it.
"""


def files() -> dict[str, bytes]:
    """The two files by name; which is used depends on the council's web server."""
    return {"headers.nginx.conf": nginx().encode(), "headers.apache.conf": apache().encode()}


def nginx() -> str:
    """For nginx: to be included in the ``server`` block that listens for https."""
    headers = "".join(f"    add_header {name} '{value}' always;\n" for name, value in HEADERS.items())
    return (
        f"{_WORDS}\n"
        "location ^~ /f/ {\n"
        "    root /srv/visits/served;\n"
        "    types { }\n"
        f'    default_type "{TYPE}";\n'
        "    limit_except GET { deny all; }  # GET allows HEAD\n"
        "    autoindex off;\n"
        "    gzip off;\n"
        "    etag on;\n"
        "    access_log off;\n"
        "    log_not_found off;\n"
        f"{headers}"
        "}\n"
    )


def apache() -> str:
    """For Apache 2.4 with mod_headers: to be included in the virtual host for https."""
    quoted = {name: value.replace('"', '\\"') for name, value in HEADERS.items()}
    headers = "".join(f'        Header always set {name} "{value}"\n' for name, value in quoted.items())
    return (
        f"{_WORDS}"
        "# Keep feeds out of the log: CustomLog logs/access_log combined env=!rota_feed\n\n"
        'SetEnvIf Request_URI "^/f/" rota_feed no-gzip\n'
        'Alias "/f" "/srv/visits/served/f"\n'
        '<Directory "/srv/visits/served/f">\n'
        "    Options None\n"
        "    AllowOverride None\n"
        "    DirectorySlash Off\n"
        "    Require all granted\n"
        "    FileETag MTime Size\n"
        "    <LimitExcept GET>\n"
        "        Require all denied\n"
        "    </LimitExcept>\n"
        '    <FilesMatch "^visits\\.ics$">\n'
        f'        ForceType "{TYPE}"\n'
        f"{headers}"
        "    </FilesMatch>\n"
        "</Directory>\n"
    )
