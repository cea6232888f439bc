"""Records of the hamlet that the tests of plans begin with."""

from datetime import UTC, datetime

from django.conf import settings

from rightplace.casework.actions import (
    assessments,
    plan_issue,
    plan_rows,
    plan_text,
    requests,
)
from rightplace.casework.actions.plan_text import Files, Read
from rightplace.casework.models import PlanVersion, Request, User
from rightplace.plan_words.text import PlanText
from tests.casework.plan_words import SOUND

AT = datetime(2023, 1, 31, 12, tzinfo=UTC)


def agreed_request(user: User) -> Request:
    """An undecided request of an officer, taken to the decision to issue a plan."""
    rows = Request.objects.visible_to(user).open().filter(outcome="A", officer=user)
    rows = rows.filter(person__plan_versions=None, person__lock=None)
    request = rows.order_by("pk").last()
    assert request is not None
    by = {"by": user, "at": AT}
    assessment = requests.decide_to_assess(request, on=settings.TODAY, **by)
    assessments.decide_to_issue(assessment, on=settings.TODAY, **by)
    return request


def agreed(user: User, text: PlanText = SOUND) -> PlanVersion:
    """The draft of such a request."""
    return written(agreed_request(user), text)


def written(request: Request, text: PlanText = SOUND) -> PlanVersion:
    """A draft that says `text`, written row by row."""
    by = {"by": request.officer, "at": AT}
    version = plan_text.start_draft(request, **by)
    for said in text.passages:
        passage = version.passages.get(slug=said.slug)
        plan_rows.write_passage(
            passage, text=said.text, none_identified=said.none_identified, version=1, **by
        )
    for row in text.all_rows():
        plan_rows.add_row(version, row, **by)
    return PlanVersion.objects.get(pk=version.pk)


def heard(user: User) -> PlanVersion:
    """The draft that a family was sent and has answered."""
    version = agreed(user)
    by = {"by": user, "at": AT}
    read = Read(version.version, Files(b"the pdf", b"the word"))
    plan_issue.send_draft_plan(version, on=settings.TODAY, read=read, **by)
    plan_issue.record_views(version.request, on=settings.TODAY, said="Thank you.", **by)
    return PlanVersion.objects.get(pk=version.pk)


def draft_of(user: User) -> PlanVersion:
    """A draft that amends a plan."""
    found = PlanVersion.objects.filter(status="draft", plan__officer=user).order_by("pk").first()
    assert found is not None
    return found
