"""Addresses of the quarters."""

from django.urls import path

from rightplace.web.insight.quarters import commentary, figures, freezing, views

urlpatterns = [
    path("quarters/", views.show_all, name="quarters"),
    path("quarters/<slug:slug>/", views.show, name="quarter"),
    path("quarters/<slug:slug>/freeze/", freezing.freeze, name="quarter-freeze"),
    path("quarters/<slug:slug>/sign-off/", views.sign_off, name="quarter-sign-off"),
    path("frozen/<int:figure_id>/", figures.show, name="frozen-figure"),
    path("frozen/<int:figure_id>/correct/", figures.correct, name="figure-correct"),
    path("commentary/", commentary.mine, name="my-commentary"),
    path("commentary/<int:request_id>/", commentary.show, name="commentary"),
    path("commentary/<int:request_id>/write/", commentary.write, name="commentary-write"),
    path("commentary/<int:request_id>/sign/", commentary.sign, name="commentary-sign"),
    path("commentary/<int:request_id>/withdraw/", commentary.withdraw, name="commentary-withdraw"),
]
