from pathlib import Path
from nenep.minutes.tests.evenings import *
from nenep.minutes.queries import *
from nenep.documents.queries import write, render
from tests.world import World
def test_it_draws(world: World) -> None:
    for key, secretary, script in (("village","secretary",VILLAGE),("school","school_secretary",SCHOOL)):
        actor = world.act_as(secretary)
        absent = [RollMark(world.person("hosted"),"excused","duty"), RollMark(world.person("probationary"),"unexcused")] if key=="village" else []
        m = write_evening(actor, world.unit(key), script, absent)
        adopt_evening(actor, m, 4 if key=="village" else 3)
        for kind, doc in compose_all(actor, m.pk).items():
            Path(f"/tmp/nn/mm/{key}-{kind}.pdf").write_bytes(write(doc,"pdf",on=HELD))
            Path(f"/tmp/nn/mm/{key}-{kind}.docx").write_bytes(write(doc,"docx",on=HELD))
