from django.db import migrations

from nenep.access.row_policies import SERVING, managed, narrow, reach

CONSENT, REQUEST = "privacy_consent", "privacy_correction"
ALL = "(select access_all())"
OWN = "person_id = (select access_person())"
WAS = f"{reach('unit_id', 'managed', 'leads')} or {OWN}"
RECORDS = reach("unit_id", "managed", "leads")
IN_OWN_NAME = "= (select access_account())"
# Given by oneself, or entered from a signed sheet; once withdrawn it stays withdrawn.
GIVEN = f"{OWN} and not given_from_paper and given_by {IN_OWN_NAME} and withdrawn_on is null"
TAKEN_BACK = f"{OWN} and not withdrawn_from_paper and withdrawn_by {IN_OWN_NAME}"
UNANSWERED = "answered_on is null and outcome = '' and reason = ''"
ASKED = (
    f"{ALL} or {UNANSWERED} and ({RECORDS} or {OWN} and not on_behalf and asked_by {IN_OWN_NAME})"
)


def only(table: str, columns: str) -> migrations.RunSQL:
    """Whoever serves changes these columns and no others."""
    return migrations.RunSQL(
        f"revoke update on {table} from {SERVING}; grant update ({columns}) on {table} to {SERVING};",
        f"revoke update ({columns}) on {table} from {SERVING}; grant update on {table} to {SERVING};",
    )


class Migration(migrations.Migration):
    """What a member has asked is answered once, by the office that keeps the record; what a member
    has agreed to is withdrawn, never rewritten. Neither is removed."""

    dependencies = [("privacy", "0002_policies_and_forgetting")]
    operations = [
        narrow(REQUEST, "add", "insert", was=WAS, now=ASKED),
        narrow(
            REQUEST,
            "change",
            "update",
            was=WAS,
            now=f"{ALL} or answered_on is null and ({managed('unit_id')})",
            then=managed("unit_id"),
        ),
        narrow(REQUEST, "remove", "delete", was=WAS, now=ALL),
        only(REQUEST, "outcome, reason, answered_on, answered_by"),
        narrow(CONSENT, "add", "insert", was=WAS, now=f"{RECORDS} or ({GIVEN})"),
        narrow(
            CONSENT,
            "change",
            "update",
            was=WAS,
            now=f"{ALL} or withdrawn_on is null and ({WAS})",
            then=f"{RECORDS} or ({TAKEN_BACK})",
        ),
        narrow(CONSENT, "remove", "delete", was=WAS, now=ALL),
        only(CONSENT, "withdrawn_on, withdrawn_from_paper, withdrawn_by"),
    ]
