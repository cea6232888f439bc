"""Addresses of the checks."""

from django.urls import path

from rightplace.web.insight.checks import again, finding, home, result, start, taken

app_name = "checks"
urlpatterns = [
    path("", home.show, name="home"),
    path("start/", start.show, name="start"),
    path("<int:job_id>/", result.show, name="check"),
    path("<int:job_id>/again/", again.show, name="again"),
    path("<int:job_id>/progress/", home.progress, name="progress"),
    path("<int:job_id>/cancel/", home.cancel, name="cancel"),
    path("<int:job_id>/file/<str:kind>/", taken.download, name="file"),
    path("<int:job_id>/file/<str:kind>/make/", taken.make, name="make"),
    path("files/<int:job_id>/", taken.made, name="made"),
    path("files/<int:job_id>/take/", taken.take, name="take"),
    path("<int:job_id>/findings/<int:number>/", finding.show, name="finding"),
    path("<int:job_id>/children/<str:sealed>/", finding.child, name="child"),
]
