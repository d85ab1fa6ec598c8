from datetime import date, timedelta

from nenep.demo.story.calendar import COMMON_DAY_SINCE, TODAY, rng_for
from nenep.demo.story.facts import DUE, RESIDENTIAL, MeetingFact, Outcome, Presence, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import CURRENT, PROFILES
from nenep.demo.story.roll import register_of
from nenep.demo.story.units import MAIN_CELL

MEETINGS = tell().meetings
HELD = [meeting for meeting in MEETINGS if meeting.held]
KINDS = {profile.key: profile.kind for profile in PROFILES}


def test_it_tells_of_every_cell_in_every_month() -> None:
    assert len({meeting.key for meeting in MEETINGS}) == len(PROFILES) * (CURRENT + 1)


def test_it_keeps_the_day_rule_of_the_time_or_gives_the_reason() -> None:
    for meeting in MEETINGS:
        if KINDS[meeting.cell] in RESIDENTIAL or meeting.month >= COMMON_DAY_SINCE:
            assert meeting.day_rule_on == meeting.month.replace(day=3)
        if meeting.planned_on == meeting.day_rule_on and meeting.held:
            assert not meeting.reason
            continue
        assert meeting.reason
        first_week = meeting.planned_on <= meeting.month.replace(day=7)
        free = meeting.month < COMMON_DAY_SINCE and KINDS[meeting.cell] not in RESIDENTIAL
        assert first_week or free or meeting.draft


def test_it_stands_in_the_current_month_as_the_demo_needs() -> None:
    now = {m.cell: m for m in MEETINGS if m.month == date(2026, 11, 1)}
    assert [cell for cell, m in now.items() if m.draft] == [MAIN_CELL]
    assert [cell for cell, m in now.items() if not m.held and not m.draft] == ["cao-su-doi-may"]
    assert now[MAIN_CELL].planned_on >= TODAY
    assert sum(m.planned_on == date(2026, 11, 3) for m in now.values() if m.held) >= 18


def test_it_calls_exactly_the_people_of_the_day() -> None:
    registers = {p.key: register_of(tell().cast, p) for p in PROFILES}
    for meeting in HELD:
        standings = registers[meeting.cell].standings(meeting.planned_on)
        assert [(m.person, m.standing) for m in meeting.roll] == list(standings.items())
        due = [m for m in meeting.roll if m.standing in DUE]
        assert all(m.presence is not Presence.NOT_DUE for m in due)
        others = [m for m in meeting.roll if m.standing not in DUE]
        assert all(m.presence in (Presence.PRESENT, Presence.NOT_DUE) for m in others)
        assert all(m.standing is Standing.EXEMPT for m in others if m.presence is Presence.PRESENT)
        assert all((m.reason is not None) == (m.presence is Presence.EXCUSED) for m in meeting.roll)


def test_it_lets_only_people_who_are_there_chair_write_and_speak() -> None:
    for meeting in HELD:
        here = {m.person for m in meeting.roll if m.presence is Presence.PRESENT}
        assert {meeting.chair, meeting.secretary} <= here
        assert meeting.chair != meeting.secretary
        speakers = [opinion.person for opinion in meeting.opinions]
        assert set(speakers) <= here
        assert len(set(speakers)) == len(speakers)


def test_it_counts_votes_of_official_members_present() -> None:
    for meeting in HELD:
        voters = sum(
            m.presence is Presence.PRESENT and m.standing in (Standing.OFFICIAL, Standing.EXEMPT)
            for m in meeting.roll
        )
        assert meeting.votes
        for vote in meeting.votes:
            assert vote.agreed + vote.against + vote.abstained == voters
            assert min(vote.agreed, vote.against, vote.abstained) >= 0


def test_it_prepares_before_and_reports_after() -> None:
    for meeting in HELD:
        held = meeting.planned_on
        assert held <= TODAY
        if meeting.premeeting_on is None:
            assert meeting.notified_on is meeting.papers_on is None
        else:
            assert meeting.notified_on is not None
            assert meeting.premeeting_on < meeting.notified_on < held
            assert meeting.papers_on is None or held - timedelta(3) <= meeting.papers_on <= held
        assert meeting.finalised_on is not None
        assert meeting.reported_on is not None
        assert held <= meeting.finalised_on <= meeting.reported_on <= TODAY


def test_it_takes_up_a_theme_in_most_quarters_since_one_is_asked_for() -> None:
    themed = [m for m in HELD if m.topic]
    assert all(m.planned_on >= COMMON_DAY_SINCE for m in themed)
    of_quarter = [m for m in themed if date(2026, 7, 1) <= m.month <= date(2026, 9, 1)]
    assert len(PROFILES) * 0.7 < len({m.cell for m in of_quarter}) <= len(PROFILES)
    assert max(m.minutes for m in themed) >= 120


def test_it_gives_tasks_a_sentence_an_owner_and_an_honest_end() -> None:
    dates = {m.key: [x.planned_on for x in HELD if x.cell == m.cell] for m in HELD}
    for meeting in HELD:
        assert meeting.tasks
        for task in meeting.tasks:
            assert task.source in meeting.conclusion
            assert task.deadline >= meeting.planned_on + timedelta(7)
            assert (task.settled_on is None) == (task.outcome is Outcome.OPEN)
            assert task.settled_on is None or task.settled_on in dates[meeting.key]
            assert [r.on for r in task.reports] == sorted(r.on for r in task.reports)
            assert all(meeting.planned_on < r.on <= TODAY for r in task.reports)
            finished = [r.on for r in task.reports if r.finished]
            if task.outcome in (Outcome.DONE, Outcome.LATE):
                assert (finished[0] <= task.deadline) == (task.outcome is Outcome.DONE)


def test_it_has_a_dying_a_recovering_and_an_excellent_cell() -> None:
    assert _rate("lang-plei-hlang", 0, 6) > 0.9 > 0.75 > _rate("lang-plei-hlang", 18, 24)
    assert _rate("thon-2", 0, 8) < 0.75 < 0.9 < _rate("thon-2", 18, 24)
    assert _rate("lang-ia-sut", 0, 24) > 0.93


def test_it_gives_each_part_of_the_story_dice_of_its_own() -> None:
    assert rng_for("roll", "a").random() == rng_for("roll", "a").random()
    assert rng_for("roll", "a").random() != rng_for("roll", "b").random()


def _rate(cell: str, first: int, after: int) -> float:
    months = [m for m in MEETINGS if m.cell == cell][first:after]
    return _count(months, Presence.PRESENT) / sum(_count(months, p) for p in Presence)


def _count(meetings: list[MeetingFact], presence: Presence) -> int:
    return sum(m.presence is presence and m.standing in DUE for x in meetings for m in x.roll)
