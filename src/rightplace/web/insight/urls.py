"""Addresses of the dashboards and of the performance pages."""

from django.urls import include, path

from rightplace.web.insight import views
from rightplace.web.insight.dashboards import DASHBOARDS

app_name = "insight"
_dashboards = [
    path("", views.home, name="home"),
    path("returns/", include("rightplace.web.insight.returns.urls")),
    path("papers/", include("rightplace.web.insight.papers.urls")),
    path("snapshots/", views.snapshots, name="snapshots"),
    path("figures/<str:key>.csv", views.csv, name="csv"),
    path("", include("rightplace.web.insight.sources.urls")),
    path("", include("rightplace.web.insight.lists.urls")),
    path("", include("rightplace.web.insight.quality.urls")),
    path("", include("rightplace.web.insight.register.urls")),
    path("", include("rightplace.web.insight.entered.urls")),
    path("", include("rightplace.web.insight.quarters.urls")),
    path("", include("rightplace.web.insight.wishes.urls")),
    *(path(f"{slug}/", views.dashboard, {"slug": slug}, name=slug) for slug in DASHBOARDS),
]
urlpatterns = [
    path("dashboards/", include(_dashboards)),
    path("performance/", include("rightplace.web.insight.performance.urls")),
]
