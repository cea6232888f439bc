"""Addresses for case officers, team managers and administrators."""

from django.urls import include, path

from rightplace.web.staff import all_lists, case, record, sources, team, users, worklist

app_name = "staff"
urlpatterns = [
    path("sources/<slug:key>/change/", sources.change, name="source-change"),
    path("lists/", all_lists.show, name="lists"),
    path("", include("rightplace.web.staff.work.urls")),
    path("", include("rightplace.web.staff.history.urls")),
    path("", include("rightplace.web.staff.intake.urls")),
    path("cases/", worklist.show, name="worklist"),
    path("cases.csv", worklist.download, name="worklist-csv"),
    path("cases/<int:person_id>/", case.show, name="case"),
    path("requests/<int:request_id>/<slug:kind>/", record.show, name="record"),
    path("", include("rightplace.web.staff.plan_text.urls")),
    path("", include("rightplace.web.staff.advice.urls")),
    path("", include("rightplace.web.staff.quality.urls")),
    path("team/", team.show, name="team"),
    path("team.csv", team.download, name="team-csv"),
    path("people/", users.show, name="users"),
    path("people/add/", users.add, name="user-add"),
    path("people/<int:user_id>/", users.change, name="user-change"),
    path("", include("rightplace.web.staff.panels.urls")),
    path("", include("rightplace.web.staff.consultations.urls")),
    path("", include("rightplace.web.staff.costs.urls")),
    path("", include("rightplace.web.staff.delivery.urls")),
    path("", include("rightplace.web.staff.reviews.urls")),
    path("", include("rightplace.web.staff.changes.urls")),
    path("", include("rightplace.web.staff.disputes.urls")),
    path("", include("rightplace.web.staff.documents.urls")),
    path("", include("rightplace.web.staff.matching.urls")),
    path("", include("rightplace.web.staff.findings.urls")),
]
