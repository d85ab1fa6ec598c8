"""Papers and figures, made from the loaded records: the slow part, on every processor at once.

Each cell's papers are one transaction, so an interrupted load goes on where it stopped.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from django.db import connections

from nenep.access.scope import system_scope
from nenep.demo.loading.figures import has_figures, rebuild_figures
from nenep.demo.loading.papers import cells_without_papers, load_papers
from nenep.demo.loading.traces import correct_one
from nenep.demo.story.units import MAIN_CELL

_MOST_WORKERS = 4


def finish_story() -> int:
    """What is still missing; returns how many papers were written."""
    with system_scope("dữ liệu minh họa"):
        cells = cells_without_papers()
        figures = not has_figures()
    if not cells and not figures:
        return 0
    # A child must never speak through its parent's connection.
    connections.close_all()
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        jobs = [pool.submit(rebuild_figures)] if figures else []
        papers = [pool.submit(partial(_papers_of, cell)) for cell in cells]
        for job in jobs:
            job.result()
        return sum(paper.result() for paper in papers)


def _papers_of(cell: str) -> int:
    with system_scope("dữ liệu minh họa") as actor:
        written = load_papers(actor, cell)
        if cell == MAIN_CELL:
            correct_one(actor)
        return written
