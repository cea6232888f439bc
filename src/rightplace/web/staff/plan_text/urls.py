"""Addresses of the plan of a child, and of its way to the family."""

from django.urls import path

from rightplace.web.staff.plan_text import compare, edit, flow, show

_PLAN = "cases/<int:person_id>/plan/"
_ROW = f"{_PLAN}edit/<slug:table>/<int:key>/"
urlpatterns = [
    path(_PLAN, show.current, name="plan"),
    path(f"{_PLAN}versions/<int:number>/", show.version, name="plan-version"),
    path(f"{_PLAN}versions/<int:number>/checks/", show.checks, name="plan-checks"),
    path(f"{_PLAN}versions/<int:number>/<slug:kind>/", show.file, name="plan-file"),
    path(f"{_PLAN}compare/", compare.show, name="plan-compare"),
    path(f"{_PLAN}start/", edit.start, name="plan-start"),
    path(f"{_PLAN}edit/", edit.draft, name="plan-edit"),
    path(f"{_PLAN}edit/text/<slug:slug>/", edit.passage, name="plan-passage"),
    path(f"{_PLAN}edit/<slug:table>/add/", edit.add, name="plan-row-add"),
    path(_ROW, edit.change, name="plan-row"),
    path(f"{_ROW}remove/", edit.remove, name="plan-row-remove"),
    path(f"{_ROW}move/", edit.move, name="plan-row-move"),
    path(f"{_PLAN}finish/", edit.finish, name="plan-finish"),
    path("requests/<int:request_id>/plan/send/", flow.send, name="plan-send"),
    path("requests/<int:request_id>/plan/views/", flow.views, name="plan-views"),
    path("requests/<int:request_id>/plan/issue/", flow.issue, name="plan-issue"),
]
