from django.urls import path, register_converter

from nenep.room.papers import PaperKeyConverter
from nenep.room.views import (
    assignments,
    conclusion,
    criticism,
    evening,
    guests,
    items,
    letters,
    opinions,
    roll,
    take_along,
    votes,
)

register_converter(PaperKeyConverter, "paper_key")

M = "meetings/<uuid:meeting_id>/"

urlpatterns = [
    path(f"{M}evening/", evening.evening, name="evening"),
    path(f"{M}opening/", evening.opening, name="opening"),
    path(f"{M}evening/items/<uuid:item_id>/note/", items.item_note, name="item-note"),
    path(f"{M}evening/items/<uuid:item_id>/omission/", items.item_omission, name="item-omission"),
    path(f"{M}evening/tasks/<uuid:task_id>/finding/", items.task_finding, name="task-finding"),
    path(f"{M}roll/", roll.roll, name="roll"),
    path(f"{M}guests/", guests.guests, name="guests"),
    path(f"{M}guests/<uuid:guest_id>/removal/", guests.guest_removal, name="guest-removal"),
    path(f"{M}opinions/", opinions.opinions, name="opinions"),
    path(f"{M}opinions/<uuid:opinion_id>/", opinions.opinions, name="opinion"),
    path(
        f"{M}opinions/<uuid:opinion_id>/removal/",
        opinions.opinion_removal,
        name="opinion-removal",
    ),
    path(f"{M}votes/", votes.votes, name="votes"),
    path(f"{M}votes/<uuid:vote_id>/", votes.votes, name="vote"),
    path(f"{M}votes/<uuid:vote_id>/removal/", votes.vote_removal, name="vote-removal"),
    path(
        f"{M}votes/<uuid:vote_id>/confirmation/",
        votes.vote_confirmation,
        name="vote-confirmation",
    ),
    path(f"{M}votes/<uuid:vote_id>/report/", votes.vote_report, name="vote-report"),
    path(f"{M}criticism/", criticism.criticism, name="criticism"),
    path(
        f"{M}criticism/<uuid:note_id>/removal/",
        criticism.criticism_removal,
        name="criticism-removal",
    ),
    path(f"{M}assignments/", assignments.assignments, name="assignments"),
    path(f"{M}assignments/<uuid:task_id>/", assignments.assignments, name="assignment"),
    path(
        f"{M}assignments/<uuid:task_id>/removal/",
        assignments.assignment_removal,
        name="assignment-removal",
    ),
    path(f"{M}conclusion/", conclusion.conclusion, name="conclusion"),
    path(f"{M}closure/", conclusion.closure, name="closure"),
    path(f"{M}take-along/", take_along.luggage, name="take-along"),
    path(f"{M}bundle/", take_along.bundle, name="bundle"),
    path(f"{M}bundle/papers/<paper_key:key>/", take_along.bundle_paper, name="bundle-paper"),
    path(
        f"{M}mandates/<uuid:mandate_id>/revocation/",
        take_along.mandate_revocation,
        name="mandate-revocation",
    ),
    path("room/", letters.shell, name="room"),
    path("room/worker.js", letters.worker, name="room-worker"),
    path("room/renewal/", letters.renewal, name="room-renewal"),
    path("room/letters/", letters.letters, name="room-letters"),
]
