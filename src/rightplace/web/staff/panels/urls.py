"""Addresses of decisions and of panels."""

from django.urls import path

from rightplace.web.staff.panels import (
    agenda,
    assessment,
    drafting,
    items,
    member,
    setting_up,
    sittings,
    telling,
    waiting,
)

urlpatterns = [
    path("cases/<int:person_id>/assessment/", assessment.show, name="assessment"),
    path("decisions/", waiting.show, name="decisions"),
    path("decisions/<int:decision_id>/evidence/", drafting.evidence, name="decision-evidence"),
    path("evidence/<int:evidence_id>/remove/", drafting.remove, name="evidence-remove"),
    path("decisions/<int:decision_id>/letter/", telling.show, name="decision-tell"),
    path("requests/<int:request_id>/decisions/assess/", drafting.assess, name="decide-assess"),
    path("requests/<int:request_id>/decisions/issue/", drafting.issue, name="decide-issue"),
    path("requests/<int:request_id>/agendas/add/", agenda.add_request, name="agenda-add"),
    path("plans/<int:plan_id>/agendas/add/", agenda.add_plan, name="plan-agenda-add"),
    path("panels/", sittings.show, name="panels"),
    path("panels/add/", setting_up.add, name="panel-add"),
    path("panels/<int:panel_id>/", setting_up.show, name="panel"),
    path("panels/<int:panel_id>/members/add/", setting_up.seat, name="panel-member-add"),
    path("panels/<int:panel_id>/sittings/add/", setting_up.plan, name="sitting-add"),
    path("sittings/<int:sitting_id>/", agenda.show, name="sitting"),
    path("sittings/<int:sitting_id>/fill/", agenda.fill, name="sitting-fill"),
    path("sittings/<int:sitting_id>/publish/", agenda.publish, name="sitting-publish"),
    path("sittings/<int:sitting_id>/open/", sittings.start, name="sitting-open"),
    path("sittings/<int:sitting_id>/close/", sittings.close, name="sitting-close"),
    path("sittings/<int:sitting_id>/minutes.<slug:kind>", sittings.minutes, name="sitting-minutes"),
    path("items/<int:item_id>/", items.show, name="panel-item"),
    path("items/<int:item_id>/minute/", items.minute, name="item-minute"),
    path("items/<int:item_id>/defer/", items.defer, name="item-defer"),
    path("items/<int:item_id>/move/", items.move, name="item-move"),
    path("items/<int:item_id>/place/", items.place, name="item-place"),
    path("items/<int:item_id>/remove/", items.remove, name="item-remove"),
    path("items/<int:item_id>/interest/", items.interest, name="item-interest"),
    path("my-sittings/", member.sittings, name="my-sittings"),
    path("my-sittings/<int:sitting_id>/", member.agenda, name="my-agenda"),
    path("my-items/<int:item_id>/", member.papers, name="my-item"),
    path("my-items/<int:item_id>/interest/", member.interest, name="my-interest"),
]
