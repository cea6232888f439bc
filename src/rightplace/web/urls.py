"""Every address of the product."""

from django.urls import include, path

from rightplace.web.home import healthy, home, nothing_yet

urlpatterns = [
    path("", home, name="home"),
    path("health/", healthy, name="health"),
    path("nothing-yet/", nothing_yet, name="nothing-yet"),
    path("", include("rightplace.web.accounts.urls")),
    path("", include("rightplace.web.staff.urls", namespace="staff")),
    path("dashboards/", include("rightplace.web.insight.urls", namespace="insight")),
    path("checks/", include("rightplace.web.insight.checks.urls", namespace="checks")),
]

handler400 = "rightplace.web.design.errors.bad_request"
handler403 = "rightplace.web.design.errors.forbidden"
handler404 = "rightplace.web.design.errors.not_found"
handler500 = "rightplace.web.design.errors.failed"
