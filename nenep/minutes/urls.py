from django.urls import path

from nenep.minutes.views import amendments, books, corrections, files, receiving, record

M = "meetings/<uuid:meeting_id>/"
P = "papers/<uuid:paper_id>"

urlpatterns = [
    path(f"{M}minutes/", record.minutes, name="minutes"),
    path(f"{M}minutes/reading/", record.minutes_reading, name="minutes-reading"),
    path(f"{M}minutes/amendments/", amendments.minutes_amendments, name="minutes-amendments"),
    path(
        f"{M}minutes/amendments/<str:part>/<uuid:part_id>/",
        amendments.minutes_amendment,
        name="minutes-amendment",
    ),
    path(f"{M}minutes/adoption/", record.minutes_adoption, name="minutes-adoption"),
    path(f"{M}minutes/finalisation/", record.minutes_finalisation, name="minutes-finalisation"),
    path(f"{M}minutes/report/", record.minutes_report, name="minutes-report"),
    path(f"{M}papers/confirmation/", receiving.papers_confirmation, name="papers-confirmation"),
    path(f"{M}papers/return/", receiving.papers_return, name="papers-return"),
    path(f"{M}papers/supply/", receiving.papers_supply, name="papers-supply"),
    path(f"{M}drafts/<str:kind>.<str:form>", files.draft_paper, name="draft-paper"),
    path(f"{M}drafts/<str:kind>/", files.draft_page, name="draft-page"),
    path("papers/received/", receiving.papers_received, name="papers-received"),
    path(f"{P}.<str:form>", files.paper, name="paper"),
    path(f"{P}/", files.paper_page, name="paper-page"),
    path(f"{P}/signed/", files.paper_signed, name="paper-signed"),
    path(f"{P}/versions/", corrections.paper_versions, name="paper-versions"),
    path(f"{P}/correction/", corrections.paper_correction, name="paper-correction"),
    path("units/<uuid:unit_id>/papers/", record.unit_papers, name="unit-papers"),
    path("units/<uuid:unit_id>/papers/<int:year>.pdf", books.bound_book, name="bound-book"),
    path("units/<uuid:unit_id>/papers/<int:year>/", books.book, name="book"),
    path(
        "units/<uuid:unit_id>/papers/<int:year>/progress/",
        books.book_progress,
        name="book-progress",
    ),
]
