"""One paper that the province opened with a reason, so that the cell's read log is not empty."""

from django.db import transaction

from nenep.access.scope import enter_account
from nenep.demo.rules import demo_offices, uid
from nenep.demo.story.units import MAIN_CELL
from nenep.oversight.actions.open_paper import open_paper
from nenep.oversight.queries import papers_to_open

WORDS = "Đối chiếu nội dung nghị quyết với báo cáo tháng của phường"


def load_openings() -> None:
    """Opened today already, it stays one row."""
    officer = next(o for o in demo_offices() if o.office == "provincial_office")
    unit_id = uid(MAIN_CELL)
    with transaction.atomic():
        actor = enter_account(officer.account_id, using="default")
        papers = papers_to_open(unit_id)
        if actor is not None and papers:
            open_paper(
                actor=actor,
                unit_id=unit_id,
                paper_id=papers[0].id,
                reason="figures",
                words=WORDS,
            )
