"""Dashboards that people ask for: asked, decided, built; and how often pages of figures are opened."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import DashboardRequest, PageUse
from rightplace.refusals import refuse_unless


def ask_for_dashboard(
    *,
    title: str,
    wanted: str,
    why: str,
    audience: str,
    by_when: date | None,
    by: AbstractBaseUser,
    at: datetime,
) -> DashboardRequest:
    """Ask for a dashboard: what it should show, for whom, and what it would be used to decide."""
    for text, lacking in (
        (title, "Give it a name."),
        (wanted, "Say what it should show."),
        (why, "Say what you would decide with it."),
        (audience, "Say for whom it is."),
    ):
        refuse_unless(bool(text.strip()), lacking)
    refuse_unless(
        by_when is None or by_when >= at.date(), "The day by which it is wanted has passed."
    )
    with acted("dashboard.ask", f"dashboard:{title.strip()}", by=by, at=at):
        return DashboardRequest.objects.create(
            title=title.strip(),
            wanted=wanted.strip(),
            why=why.strip(),
            audience=audience.strip(),
            by_when=by_when,
            asked_at=at,
            asked_by=by,
        )


def decide_dashboard(
    request: DashboardRequest, *, agreed: bool, because: str, by: AbstractBaseUser, at: datetime
) -> None:
    """Agree to a dashboard or decline it, with the reason that whoever asked is given."""
    waiting = DashboardRequest.Decision.WAITING
    refuse_unless(request.decision == waiting, "This request has been decided already.")
    refuse_unless(bool(because.strip()), "Give the reason.")
    with acted("dashboard.decide", f"dashboard:{request.pk}", by=by, at=at, agreed=agreed):
        request.decision = (
            DashboardRequest.Decision.AGREED if agreed else DashboardRequest.Decision.DECLINED
        )
        request.decided_because, request.decided_at, request.decided_by = because.strip(), at, by
        request.save(update_fields=["decision", "decided_because", "decided_at", "decided_by"])


def say_built(
    request: DashboardRequest, *, address: str, on: date, by: AbstractBaseUser, at: datetime
) -> None:
    """Say where the dashboard is found, and from when."""
    agreed = DashboardRequest.Decision.AGREED
    refuse_unless(request.decision == agreed, "Only a dashboard that was agreed can be built.")
    refuse_unless(
        address.startswith("/"), "Give its address as the product has it, such as /figures/fast/."
    )
    refuse_unless(on <= at.date(), "It cannot have been built on a day that has not come.")
    with acted("dashboard.built", f"dashboard:{request.pk}", by=by, at=at, address=address):
        request.built_at, request.built_on = address, on
        request.save(update_fields=["built_at", "built_on"])


def count_use(page: str, *, role: str, day: date) -> None:
    """Count that a page of figures was opened by someone of a role; nobody is named."""
    row = {"page": page, "role": role, "day": day}
    one_more = {"times": F("times") + 1}
    if not PageUse.objects.filter(**row).update(**one_more):
        PageUse.objects.bulk_create([PageUse(**row)], ignore_conflicts=True)
        PageUse.objects.filter(**row).update(**one_more)
