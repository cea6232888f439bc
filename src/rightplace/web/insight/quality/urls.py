"""The address of the trends of data quality."""

from django.urls import path

from rightplace.web.insight.quality import views

urlpatterns = [path("data-quality/", views.show, name="data-quality")]
