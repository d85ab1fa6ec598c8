from django.urls import path

from nenep.resolutions.views import between, tasks

urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/charge/", between.task_charge, name="task-charge"),
    path("tasks/request/", between.task_request, name="task-request"),
    path("tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/report/", tasks.task_report, name="task-report"),
    path("tasks/<uuid:task_id>/review/", tasks.task_review, name="task-review"),
    path("tasks/<uuid:task_id>/closing/", tasks.task_closing, name="task-closing"),
    path("units/<uuid:unit_id>/resolutions/", between.unit_resolutions, name="unit-resolutions"),
]
