"""What stands beside a check for whoever looks at it: the record as they see it, and what was accepted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
from django.conf import settings
from django.http import Http404, HttpRequest

from rightplace.casework import vault
from rightplace.casework.actions.jobs import record_job_look
from rightplace.casework.models import Job, JobState, Person, Setting, User
from rightplace.casework.queries.checks import accepted_in, known_to, names_of_people
from rightplace.facts.snapshot import SnapshotError, open_snapshot
from rightplace.papers.quality.kept import read_kept
from rightplace.papers.quality.looking import ACCEPTED, RECORD, Beside, Look, looking
from rightplace.web.insight.checks.home import check_or_404
from rightplace.web.today import now


@contextmanager
def opened(request: HttpRequest, job_id: int) -> Iterator[tuple[Job, Look]]:
    """One's own check that is done, open for looking; 404 for any other."""
    job = check_or_404(request, job_id)
    if job.state != JobState.DONE or job.cleared_at is not None:
        raise Http404
    with opened_by(request.user, job) as look:
        yield job, look


@contextmanager
def opened_by(user: User, job: Job) -> Iterator[Look]:
    """A check that is done, as someone may see it."""
    kept = read_kept(vault.proved(job.result, job.shelf))
    with looking(kept, _beside(job, user)) as look:
        yield look


def _beside(job: Job, user: User) -> Beside:
    of_record = _is_of_record(job)
    known = known_to(user)
    rows = [
        {
            "match": str(each.person) if of_record else each.upn,
            "person": each.person,
            "record_urn": each.urn,
            "officer": each.officer,
        }
        for each in known
        if of_record or each.upn
    ]
    accepted = [
        {
            "rule": each.rule,
            "sealed_child": each.child,
            "fingerprint": each.fingerprint,
            "reason": each.reason,
            "accepted_by": each.by.name,
        }
        for each in accepted_in(job.about["collection"], job.about["year"])
    ]
    return Beside(
        record=pa.Table.from_pylist(rows, schema=RECORD),
        accepted=pa.Table.from_pylist(accepted, schema=ACCEPTED),
        match="child" if of_record else "upn",
        only_known=of_record,
    )


def _is_of_record(job: Job) -> bool:
    """Whether it is a snapshot of the record: nobody brought that along, so the record's access holds.

    A snapshot that is gone is taken for one.
    """
    name = job.about.get("snapshot")
    if not name:
        return False
    try:
        return open_snapshot(name, store=settings.SNAPSHOTS).about.origin == "record"
    except SnapshotError:
        return True


@dataclass(frozen=True)
class Names:
    """The names of what the rows of a page refer to: people of the record, and settings by URN."""

    people: dict[int, Person]
    settings: dict[str, str]

    def setting(self, urn: str) -> str:
        """A setting's name and URN; the URN alone where it is not in the record."""
        return f"{self.settings[urn]} ({urn})" if urn in self.settings else urn


def names_for(
    user: User, job: Job, people: Iterable[int | None], urns: Iterable[str], what: str
) -> Names:
    """The names of a page's rows; that they were looked at is recorded."""
    keys = {each for each in people if each is not None}
    found = names_of_people(user, keys) if keys else {}
    record_job_look(job, what=what, people=found.values(), by=user, at=now())
    return Names(found, names_of_settings(urns))


def names_of_settings(urns: Iterable[str]) -> dict[str, str]:
    """URN -> the setting's name, for those in the record."""
    wanted = {urn for urn in urns if urn}
    return dict(Setting.objects.filter(urn__in=wanted).values_list("urn", "name"))
