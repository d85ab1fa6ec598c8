"""Removals that change nothing anybody could see, each with what holds instead.

A site stands here only when something else refuses the same thing: a second door in the action, the
row policies, or a page that merely hides a button.
"""

from collections.abc import Mapping

ROWS = "the row policies of the table have the same reach; tests/access/test_every_policy.py"
BUTTON = "only a button is hidden; the action behind it asks again"
PAST = "reached only past the door of the list (run_for), or by the installation's own command"
WRITER = "the action that writes the row asks the same of the same unit again"
DATABASE = "the definer function asks the same and refuses"

HELD_TWICE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "nenep/accounts/actions/recovery.py approve_recovery: must_hold",
            "nenep/accounts/queries/recoveries.py waiting_recoveries: within",
            "nenep/imports/policies.py run_for: door",
            "nenep/imports/policies.py run_for: must_hold",
            "nenep/imports/queries.py visible_to: within",
            "nenep/meetings/queries/criticism.py criticism_of: may",
            "nenep/minutes/receiving.py waiting_for: within",
            "nenep/oversight/queries.py emergencies_of: within",
            "nenep/people/policies.py letter_of: within",
            "nenep/people/policies.py letter_to_note: within",
            "nenep/people/policies.py link_for: within",
            "nenep/people/policies.py member_for: must_hold",
            "nenep/people/policies.py state_for: within",
            "nenep/people/queries/visible.py visible_to: within",
            "nenep/preparation/queries/leaves.py visible_to: within",
            "nenep/preparation/queries/tellings.py tellings_of: within",
            "nenep/privacy/policies.py due_record_for: door",
            "nenep/privacy/queries.py corrections_visible_to: within",
            "nenep/privacy/queries.py due_records_for: within",
            "nenep/reorganisation/policies.py draft_for: door",
            "nenep/reorganisation/policies.py plan_for: door",
            "nenep/reorganisation/policies.py plan_for: must_hold",
            "nenep/reorganisation/queries/plans.py visible_to: within",
            "nenep/resolutions/queries/tasks.py visible_to: within (2)",
            "nenep/room/queries.py mandates_visible_to: within",
        ),
        ROWS,
    ),
    **dict.fromkeys(
        (
            "nenep/minutes/corrections.py versions_page: may (2)",
            "nenep/oversight/pages.py reads_freely: may",
            "nenep/people/pages/lists.py list_page: may",
            "nenep/people/pages/transfers.py letters_page: may",
            "nenep/people/views/links.py residence_links: may",
            "nenep/people/views/transfers.py _own_side: may",
            "nenep/preparation/views/materials.py meeting_materials: may",
            "nenep/resolutions/pages.py _files: may",
            "nenep/resolutions/year_page.py year_page: may",
            "nenep/resolutions/year_page.py year_page: may (2)",
            "nenep/room/views/criticism.py criticism: may",
        ),
        BUTTON,
    ),
    **dict.fromkeys(
        (
            "nenep/imports/actions/enter_changes.py enter_changes: must_hold",
            "nenep/imports/actions/enter_rows.py enter_rows: must_hold",
            "nenep/imports/actions/import_file.py import_file: must_hold",
        ),
        PAST,
    ),
    "nenep/oversight/policies.py must_stand_as_high: door": DATABASE,
    "nenep/people/actions/follow_cells.py assign_follower: must_hold": WRITER,
}
