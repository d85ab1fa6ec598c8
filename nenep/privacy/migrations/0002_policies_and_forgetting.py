from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import managed, protect, reach

FORGETTING = (Path(__file__).parent / "sql" / "forgetting.sql").read_text(encoding="utf-8")
REMEMBER = """
drop policy journal_salt_forget on journal_salt;
drop policy journal_salt_match on journal_salt;
drop function privacy_close_accounts, privacy_forget_salts, privacy_readings;
"""
OWN = "person_id = (select access_person())"
WRITTEN_BY = f"{reach('unit_id', 'managed', 'leads')} or {OWN}"


class Migration(migrations.Migration):
    """Consents go with the person, to whoever sees the record; what is due to the office only."""

    dependencies = [
        ("privacy", "0001_consents_corrections_due_records"),
        ("people", "0008_names_of_the_past"),
        ("journal", "0003_roots"),
        ("identity", "0003_door"),
    ]
    operations = [
        protect(
            "privacy_consent",
            read=f"{reach('unit_id', 'records')} or {OWN} or people_seen(person_id)",
            write=WRITTEN_BY,
        ),
        protect(
            "privacy_correction",
            read=f"{reach('unit_id', 'records')} or {OWN}",
            write=WRITTEN_BY,
        ),
        protect("privacy_duerecord", read=managed("unit_id"), write=managed("unit_id")),
        migrations.RunSQL(FORGETTING, REMEMBER),
    ]
