"""Letters about reviews: the invitation, the decisions, the amended plan, reminders."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Letter, Text
from rightplace.papers.letters.rights import (
    appeal_blocks,
    considered_blocks,
    help_blocks,
    long_day,
    preference_blocks,
)
from rightplace.papers.letters.services import Services

ADULTHOOD = (
    "Employment: what they want to do, and the learning that leads there",
    "Independent living: where and with whom they want to live, money, travel",
    "Community: friends, interests and taking part",
    "Health: being as healthy as they can be as an adult",
)


@dataclass(frozen=True, slots=True)
class Cover:
    """Whom a letter goes to, from whom, when, and the child whom it is about."""

    child: str
    to: tuple[str, ...]
    greeting: str
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]

    def letter(
        self, kind: str, subject: str, *blocks: Block, last_day: date | None = None
    ) -> Letter:
        """The letter of that kind, about the child."""
        return Letter(
            kind=kind,
            subject=f"{subject}: {self.child}",
            to=self.to,
            greeting=self.greeting,
            dated=self.dated,
            reference=self.reference,
            council=self.council,
            signed_by=self.signed_by,
            blocks=blocks,
            last_day=last_day,
        )


def invitation(
    cover: Cover, *, on: date, time: str, place: str, invited: tuple[str, ...], adulthood: bool,
    services: Services,
) -> Letter:  # fmt: skip
    """The invitation to a review meeting (SEND Regs 2014 regs 20(3) and 21(3))."""
    when = f"{long_day(on)}{f', {time}' if time else ''}"
    topics: tuple[Block, ...] = ()
    if adulthood:
        topics = (Heading("Preparing for adulthood"), Bullets(ADULTHOOD))
    return cover.letter(
        "review.invitation",
        "Invitation to the review of the Education, Health and Care plan",
        Text(
            f"We invite you to the meeting at which the plan of {cover.child} is reviewed, "
            "on the day and at the place below."
        ),
        Bullets((f"When: {when}", f"Where: {place}")),
        Heading("Who is invited"),
        Bullets(invited),
        Heading("What the meeting is for"),
        Text(
            f"Together we look at the progress of {cover.child} towards each outcome of the plan, at "
            "what works and what does not, and at whether the plan should stay as it is, be changed "
            f"or come to its end. The views, wishes and feelings of {cover.child} come first."
        ),
        *topics,
        Heading("Before the meeting"),
        Text(
            "Please send us your views and any reports, so that everyone invited can read them. "
            "We send out what we have gathered at least two weeks before the meeting."
        ),
        *help_blocks(services),
    )


def _decided(what: str, cover: Cover, meeting_on: date) -> Text:
    return Text(
        f"The plan of {cover.child} was reviewed at the meeting of {long_day(meeting_on)}. "
        f"We have decided {what}."
    )


def maintain(
    cover: Cover, *, meeting_on: date, reasons: str, evidence: tuple[str, ...], last_day: date,
    services: Services,
) -> Letter:  # fmt: skip
    """The decision to keep the plan as it is (reg 20(10)), with the right of appeal."""
    return cover.letter(
        "review.maintain",
        "We keep the Education, Health and Care plan as it is",
        _decided("to keep the plan as it is", cover, meeting_on),
        Heading("Our reasons"),
        Text(reasons),
        *considered_blocks(evidence),
        *appeal_blocks(
            about="to keep the plan as it is after the review",
            last_day=last_day,
            services=services,
        ),
        last_day=last_day,
    )


def amend(
    cover: Cover, *, meeting_on: date, reasons: str, changes: str, enclosed: tuple[str, ...],
    views_by: date, final_by: date, services: Services,
) -> Letter:  # fmt: skip
    """The decision to amend, with the notice of amendments and its evidence (reg 22(2)).

    `enclosed` goes with it besides the plan as it is.
    """
    return cover.letter(
        "review.amend",
        "We propose to change the Education, Health and Care plan",
        _decided("to amend the plan", cover, meeting_on),
        *((Heading("Our reasons"), Text(reasons)) if reasons else ()),
        Heading("The changes that we propose"),
        *_lines(changes),
        Heading("What we send with this notice"),
        Bullets(("A copy of the plan as it is now", *enclosed)),
        Heading("Your views"),
        Text(
            f"You may give us your views on these changes by {long_day(views_by)}. You may also ask "
            "for a particular school or other setting to be named, and for a meeting with us."
        ),
        Text(
            f"We then issue the final amended plan by {long_day(final_by)}. You can appeal against "
            "what it says when it has been issued."
        ),
        *help_blocks(services),
        last_day=views_by,
    )


def cease(
    cover: Cover, *, meeting_on: date, reasons: str, evidence: tuple[str, ...], last_day: date,
    services: Services,
) -> Letter:  # fmt: skip
    """The decision to cease the plan, which stays in force meanwhile (CFA 2014 s45(4))."""
    return cover.letter(
        "review.cease",
        "We have decided to end the Education, Health and Care plan",
        _decided("to end the plan", cover, meeting_on),
        Heading("Our reasons"),
        Text(reasons),
        *considered_blocks(evidence),
        Text(
            "The plan stays in force, and we go on to make its provision, until the time to appeal "
            "has run out or, where you appeal, until the appeal has ended."
        ),
        *appeal_blocks(about="to end the plan", last_day=last_day, services=services),
        last_day=last_day,
    )


def final(
    cover: Cover, *, notice_on: date, changes: str, against: tuple[str, ...], last_day: date,
    services: Services,
) -> Letter:  # fmt: skip
    """The final amended plan (reg 22(3)), with the right of appeal about its contents.

    `against` says why it does not name what the family asked for.
    """
    return cover.letter(
        "review.final",
        "The amended Education, Health and Care plan",
        Text(
            f"Here is the final amended plan of {cover.child}, after our notice of "
            f"{long_day(notice_on)}. It replaces the plan that you have."
        ),
        *((Heading("What has changed"), *_lines(changes)) if changes else ()),
        *preference_blocks(against),
        *appeal_blocks(
            about="about what the plan says in Sections B, F and I",
            last_day=last_day,
            services=services,
            places_only=True,
        ),
        last_day=last_day,
    )


def not_amended(
    cover: Cover, *, notice_on: date | None, reasons: str, last_day: date, services: Services
) -> Letter:
    """The decision not to amend after all, with reasons (reg 22(4)) and the right of appeal."""
    after = f", which our notice of {long_day(notice_on)} proposed" if notice_on else ""
    return cover.letter(
        "review.not_amended",
        "We do not change the Education, Health and Care plan after all",
        Text(f"We have decided not to amend the plan of {cover.child}{after}."),
        Heading("Our reasons"),
        Text(reasons),
        *appeal_blocks(
            about="not to amend the plan after the review", last_day=last_day, services=services
        ),
        last_day=last_day,
    )


def chaser(cover: Cover, *, meeting_on: date, due_on: date, before: int, to_head: bool) -> Letter:
    """A reminder that the report of a meeting is owed (regs 20 and 21); `before` were sent."""
    late = (cover.dated - due_on).days
    standing = f"It was due on {long_day(due_on)} and is {late} days late."
    if late <= 0:
        standing = f"It is due by {long_day(due_on)}."
    again = f" We have written {before} time{'' if before == 1 else 's'} before." if before else ""
    asked = (
        "I write to you as head, because our earlier letters had no answer. Please see to it that "
        "the report reaches us within five working days."
        if to_head
        else "Please send it to us now, with the changes that you recommend and any disagreement."
    )
    return cover.letter(
        "review.chase_head" if to_head else "review.chase",
        "Report of a review meeting that we have not had",
        Text(
            f"The plan of {cover.child} was reviewed at the meeting of {long_day(meeting_on)}. "
            f"We have not had the report of it. {standing}{again}"
        ),
        Text(asked),
        Text(
            "We must decide within four weeks of the meeting, and the family waits for it. "
            "If you have sent the report, please tell us when and to whom."
        ),
    )


def phase_plan(
    cover: Cover, *, named: str, moves_on: date, last_day: date, services: Services
) -> Letter:
    """The plan that names the next setting (reg 18), with the right of appeal."""
    return cover.letter(
        "phase_transfer.plan",
        "The plan that names the next school or other setting",
        Text(
            f"We have reviewed and amended the plan of {cover.child} for the move to the next phase "
            "of education. Here is the final amended plan."
        ),
        Bullets((f"From {long_day(moves_on)} the plan names: {named}",)),
        *appeal_blocks(
            about="about what the plan says in Sections B, F and I",
            last_day=last_day,
            services=services,
            places_only=True,
        ),
        last_day=last_day,
    )


def early_answer(
    cover: Cover, *, granted: bool, reason: str, due_on: date | None, services: Services
) -> Letter:
    """The answer to someone who asked for an early review."""
    if granted:
        what = "We will review the plan early, and will write again with the day of the meeting."
    else:
        due = f", which is due by {long_day(due_on)}" if due_on else ""
        what = f"We will not review the plan before its yearly review{due}."
    return cover.letter(
        "review.early_answer",
        "Your request for an early review",
        Text(f"You asked us to review the plan of {cover.child} early. {what}"),
        Heading("Our reasons"),
        Text(reason),
        *help_blocks(services),
    )


def _lines(text: str) -> tuple[Block, ...]:
    """What was typed: each line a point of a list, or one paragraph where it is one line."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    return (Bullets(lines),) if len(lines) > 1 else (Text(text.strip()),)
