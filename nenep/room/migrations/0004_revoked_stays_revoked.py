from django.db import migrations

from nenep.access.row_policies import narrow, reach

WAS = f"{reach('unit_id', 'leads')} or account_id = (select access_account())"


class Migration(migrations.Migration):
    """A mandate is revoked once; nobody gives it back to a device."""

    dependencies = [("room", "0003_numbered_letters")]
    operations = [
        narrow(
            "room_mandate",
            "change",
            "update",
            was=WAS,
            now=f"(select access_all()) or revoked_at is null and ({WAS})",
            then=f"(select access_all()) or revoked_at is not null and ({WAS})",
        )
    ]
