"""Asks people when they can be there, without a server: a form for each, and what comes back merged into the tables.

A form is a workbook, and the same as a page to print. Reasons are never asked for, and refused when they are given.
"""

from rota.forms.collect import Answer, Collected, collect
from rota.forms.form import Form, forms
from rota.forms.merge import merge
from rota.forms.render import render

__all__ = ["Answer", "Collected", "Form", "collect", "forms", "merge", "render"]
