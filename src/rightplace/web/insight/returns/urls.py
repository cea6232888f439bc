"""Addresses of the returns, among those of the dashboards."""

from django.urls import path

from rightplace.web.insight.returns import views

urlpatterns = [
    path("", views.home, name="returns"),
    path("why/<str:why>/", views.rows, name="return-rows"),
    path("file/<str:form>/", views.file, name="return-file"),
]
