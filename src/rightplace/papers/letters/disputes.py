"""Letters to families who complain."""

from datetime import date

from rightplace.papers.letters.changes import Head, make
from rightplace.papers.letters.letter import Heading, Letter, Text
from rightplace.papers.letters.rights import help_blocks, long_day


def complaint_acknowledged(
    head: Head, *, received_on: date, stage: str, answer_by: date, handler: str
) -> Letter:
    """Who answers, and by when."""
    return make(
        "complaint.acknowledged",
        "Your complaint",
        head,
        Text(
            f"We have your complaint of {long_day(received_on)}. We look into it at "
            f"{stage[0].lower()}{stage[1:]} of our procedure."
        ),
        Text(
            f"{handler} will answer you by {long_day(answer_by)}. We tell you before then if it needs "
            "more time, and why."
        ),
        *help_blocks(head.services),
    )


def complaint_answered(
    head: Head, *, received_on: date, finding: str, answer: str, further: str
) -> Letter:
    """The finding, the answer, and where to go next."""
    return make(
        "complaint.answered",
        "Our answer to your complaint",
        head,
        Text(
            f"You complained to us on {long_day(received_on)}. Our finding is: {finding.lower()}."
        ),
        Heading("Our answer"),
        Text(answer),
        Heading("If you are not satisfied"),
        Text(further),
        *help_blocks(head.services),
    )


STAGE_2 = "You can ask us within 20 working days to look at your complaint again at stage 2."
OMBUDSMAN = (
    "You can ask the Local Government and Social Care Ombudsman to look at it: www.lgo.org.uk or "
    "0300 061 0614. The Ombudsman is independent and free to use."
)
