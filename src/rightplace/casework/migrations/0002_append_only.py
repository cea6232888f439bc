"""Events and the audit are append-only: PostgreSQL itself refuses anything but an insert."""

from django.db import migrations

TABLES = ("casework_caseevent", "casework_auditevent")

FUNCTION = """
create function casework_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused. Record a correcting entry instead.',
        tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end $$
"""


def append_only(table: str) -> migrations.RunSQL:
    """The trigger that keeps a table from being changed."""
    return migrations.RunSQL(
        f"create trigger append_only before update or delete or truncate on {table} "
        "for each statement execute function casework_refuse_change()",
        f"drop trigger append_only on {table}",
    )


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("casework", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function casework_refuse_change()"),
        *(append_only(table) for table in TABLES),
    ]
