from django.urls import path

from nenep.resolutions.views import between, tasks, years

T = "tasks/<uuid:task_id>/"
Y = "units/<uuid:unit_id>/assignment/<int:year>/"

urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/charge/", between.task_charge, name="task-charge"),
    path("tasks/request/", between.task_request, name="task-request"),
    path("tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/report/", tasks.task_report, name="task-report"),
    path(f"{T}evidence/<uuid:file_id>/", tasks.task_evidence, name="task-evidence"),
    path(
        f"{T}evidence/<uuid:file_id>/removal/",
        tasks.task_evidence_removal,
        name="task-evidence-removal",
    ),
    path("tasks/<uuid:task_id>/review/", tasks.task_review, name="task-review"),
    path("tasks/<uuid:task_id>/closing/", tasks.task_closing, name="task-closing"),
    path("units/<uuid:unit_id>/resolutions/", between.unit_resolutions, name="unit-resolutions"),
    path(Y, years.year, name="unit-year"),
    path(f"{Y}draft/", years.year_draft, name="unit-year-draft"),
    path("people/<uuid:person_id>/assignment/<int:year>/", years.year_member, name="person-year"),
    path(f"{Y}adoption/", years.year_adoption, name="unit-year-adoption"),
]
