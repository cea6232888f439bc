"""The letters to a family that complains."""

from typing import Any

from rightplace.casework.models import ComplaintStage, Dispute, DisputeAnswer, DisputeOutcome, User
from rightplace.papers.letters import Letter, disputes
from rightplace.web.staff.changes.writing import head

_FURTHER = {ComplaintStage.FIRST: disputes.STAGE_2, ComplaintStage.SECOND: disputes.OMBUDSMAN}


def waiting_answer(dispute: Dispute) -> DisputeAnswer | None:
    """The answer that is owed now."""
    return dispute.answers.filter(answered_on=None).order_by("received_on").first()


def _owed(dispute: Dispute) -> DisputeAnswer:
    answer = waiting_answer(dispute)
    assert answer is not None, "the step is open only while an answer is owed"
    return answer


def acknowledged(dispute: Dispute, given: dict[str, Any], user: User) -> Letter:
    """Who answers, and by when."""
    answer = _owed(dispute)
    return disputes.complaint_acknowledged(
        head(dispute.person, user, given["on"]),
        received_on=answer.received_on,
        stage=answer.get_stage_display(),
        answer_by=answer.due_on,
        handler=dispute.lead.name,
    )


def answered(dispute: Dispute, given: dict[str, Any], user: User) -> Letter:
    """The finding and the answer."""
    answer = _owed(dispute)
    return disputes.complaint_answered(
        head(dispute.person, user, given["on"]),
        received_on=answer.received_on,
        finding=DisputeOutcome(given["finding"]).label,
        answer=given["text"],
        further=_FURTHER[ComplaintStage(answer.stage)],
    )
