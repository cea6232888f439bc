"""Addresses of quality assurance."""

from django.urls import path

from rightplace.web.staff.quality import audits, report

urlpatterns = [
    path("quality/", audits.show, name="quality"),
    path("quality/draw/", audits.draw, name="quality-draw"),
    path("quality/report/", report.show, name="quality-report"),
    path("quality/tool/", report.tool, name="quality-tool"),
    path("quality/tool/weights/", report.weights, name="quality-weights"),
    path("quality/tool/question/", report.question, name="quality-question"),
    path("quality/training/", report.training, name="quality-training"),
    path("quality/training/add/", report.add_training, name="quality-training-add"),
    path("quality/<int:audit_id>/", audits.sheet, name="quality-audit"),
    path("quality/<int:audit_id>/<int:rank>/", audits.score, name="quality-score"),
    path("quality/<int:audit_id>/submit/", audits.submit, name="quality-submit"),
    path("quality/<int:audit_id>/moderate/", audits.moderate, name="quality-moderate"),
]
