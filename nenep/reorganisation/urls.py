from django.urls import path

from nenep.reorganisation.views import application, plans, steps

PLAN = "reorganisations/<uuid:plan_id>/"

urlpatterns = [
    path("reorganisations/", plans.reorganisations, name="reorganisations"),
    path("reorganisations/new/", plans.reorganisation_new, name="reorganisation-new"),
    path("reorganisations/form.xlsx", plans.reorganisation_form, name="reorganisation-form"),
    path(PLAN, plans.reorganisation, name="reorganisation"),
    path(f"{PLAN}head/", plans.reorganisation_head, name="reorganisation-head"),
    path(f"{PLAN}removal/", plans.reorganisation_removal, name="reorganisation-removal"),
    path(f"{PLAN}steps/<str:kind>/", steps.reorganisation_steps, name="reorganisation-steps"),
    path(
        f"{PLAN}step/<int:number>/removal/",
        steps.reorganisation_step_removal,
        name="reorganisation-step-removal",
    ),
    path(
        f"{PLAN}application/",
        application.reorganisation_application,
        name="reorganisation-application",
    ),
    path(f"{PLAN}undoing/", application.reorganisation_undoing, name="reorganisation-undoing"),
]
