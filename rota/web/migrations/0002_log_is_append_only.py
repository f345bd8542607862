"""The database refuses to change or to delete a row of the log, and to change a snapshot or a rota, whoever asks."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = "The log is only ever added to."
FROZEN = "What a rota was drawn of, and what was drawn, are never changed."

SQLITE = [
    f"CREATE TRIGGER log_no_{verb} BEFORE {verb} ON web_logevent BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for verb in ("update", "delete")
] + [
    f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON web_{table} BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    for table in ("snapshot", "revision")
]
CALLED = "EXECUTE FUNCTION log_is_append_only()"
POSTGRESQL = [
    "CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    f"CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON web_logevent FOR EACH ROW {CALLED}",
    f"CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON web_logevent FOR EACH STATEMENT {CALLED}",
    f"CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{FROZEN}'; END $$",
    *(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON web_{table} FOR EACH ROW EXECUTE FUNCTION never_changed()"
        for table in ("snapshot", "revision")
    ),
]


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the triggers."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back: a log that could be changed for a while would be none."""

    dependencies: ClassVar = [("web", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard)]
