"""Letters about what changes a plan between its reviews, and what ends it."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Text
from rightplace.papers.letters.rights import (
    appeal_blocks,
    considered_blocks,
    help_blocks,
    long_day,
)
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Head:
    """What every letter about a child has: whom it is about, whom it goes to, and from whom."""

    child: str
    to: tuple[str, ...]
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]
    services: Services
    greeting: str = "Dear parent or carer"


def make(
    kind: str, subject: str, head: Head, *blocks: Block, last_day: date | None = None
) -> Letter:
    """A letter under the head; the child stands in its subject."""
    return Letter(
        kind=kind,
        subject=f"{subject}: {head.child}",
        to=head.to,
        greeting=head.greeting,
        dated=head.dated,
        reference=head.reference,
        council=head.council,
        signed_by=head.signed_by,
        blocks=blocks,
        last_day=last_day,
    )


def _rights(head: Head, about: str, last_day: date, *, places: bool = False) -> tuple[Block, ...]:
    return appeal_blocks(about=about, last_day=last_day, services=head.services, places_only=places)


def reassessment_agreed(head: Head, *, requested_on: date, plan_by: date) -> Letter:
    """The notice that a reassessment will be made (reg 25)."""
    return make(
        "reassessment.agreed",
        "We will reassess the EHC plan",
        head,
        Text(
            f"You asked on {long_day(requested_on)} for a reassessment of {head.child}'s education, "
            "health and care needs. We have decided to carry it out."
        ),
        Heading("What happens now"),
        Text(
            "We ask you and the professionals who know your child for advice. Each has six weeks to "
            "answer. Tell us if there is someone whose advice you want us to ask for."
        ),
        Text(f"You will have the plan after the reassessment by {long_day(plan_by)}."),
        Text("The present plan stays in force, and its provision continues, until then."),
        *help_blocks(head.services),
    )


def reassessment_refused(
    head: Head, *, requested_on: date, reasons: str, evidence: tuple[str, ...], last_day: date
) -> Letter:
    """The refusal to reassess with its reasons and the right of appeal."""
    return make(
        "reassessment.refused",
        "We will not reassess the EHC plan",
        head,
        Text(
            f"You asked on {long_day(requested_on)} for a reassessment of {head.child}'s education, "
            "health and care needs. We have decided not to carry it out."
        ),
        Heading("Our reasons"),
        Text(reasons),
        *considered_blocks(evidence),
        Text("The plan stays in force and is reviewed as before."),
        *_rights(head, "not to reassess", last_day),
        last_day=last_day,
    )


def reassessed_plan(head: Head, *, last_day: date) -> Letter:
    """The covering letter of the plan after a reassessment (regs 26 and 27)."""
    return make(
        "reassessment.plan",
        "The EHC plan after the reassessment",
        head,
        Text(
            f"The reassessment of {head.child} is finished. The final plan is with this letter. It "
            "replaces the plan before it from today."
        ),
        *_rights(head, "about sections B, F and I of the plan", last_day, places=True),
        last_day=last_day,
    )


def amendment_notice(
    head: Head, *, why: str, changes: str, views_by: date, final_by: date
) -> Letter:
    """The notice of amendments proposed outside a review (regs 22 and 28)."""
    return make(
        "amendment.notice",
        "Changes that we propose to the EHC plan",
        head,
        Text(
            f"We propose to change {head.child}'s plan. The plan as it is comes with this letter."
        ),
        Heading("What would change"),
        Text(changes),
        Heading("Why"),
        Text(why),
        Heading("Tell us what you think"),
        Text(
            f"You have until {long_day(views_by)} to tell us your views, to ask for a meeting, and "
            "to ask for a particular school or other place to be named."
        ),
        Text(f"We then decide, and send the final plan by {long_day(final_by)}."),
        *help_blocks(head.services),
    )


def amended_plan(head: Head, *, last_day: date) -> Letter:
    """The covering letter of the amended plan."""
    return make(
        "amendment.plan",
        "The amended EHC plan",
        head,
        Text(f"{head.child}'s amended plan is with this letter and is in force from today."),
        *_rights(head, "about sections B, F and I of the plan", last_day, places=True),
        last_day=last_day,
    )


def amendment_dropped(head: Head, *, reasons: str, last_day: date) -> Letter:
    """The decision not to amend after all (reg 22(4))."""
    return make(
        "amendment.dropped",
        "We will not change the EHC plan",
        head,
        Text(f"We have decided not to make the changes that we proposed to {head.child}'s plan."),
        Heading("Our reasons"),
        Text(reasons),
        *_rights(head, "not to amend the plan", last_day),
        last_day=last_day,
    )


def moved_in(head: Head, *, moved_on: date, will_assess: bool, review_on: date) -> Letter:
    """The notice to the family of a plan that moved in (reg 15(4))."""
    assess = "We will assess" if will_assess else "We do not propose to assess"
    return make(
        "move.in",
        "The EHC plan is now ours to maintain",
        head,
        Text(
            f"{head.child}'s plan was transferred to us on {long_day(moved_on)}. We maintain it from "
            "that day as if we had made it: what it says must be provided."
        ),
        Bullets(
            (
                f"{assess} {head.child}'s needs again.",
                f"We will review the plan by {long_day(review_on)}.",
            )
        ),
        *help_blocks(head.services),
    )


def sent_on(head: Head, *, moved_on: date, first_made: date, contents: tuple[str, ...]) -> Letter:
    """To the new authority, with the plan (reg 15(1) and (2))."""
    return make(
        "move.out",
        "Transfer of an EHC plan",
        head,
        Text(
            f"{head.child} moved to your area on {long_day(moved_on)}. We transfer the plan to you under "
            "regulation 15 of the SEND Regulations 2014. It is treated as if you had made it on "
            f"{long_day(first_made)}."
        ),
        Heading("With this letter"),
        Bullets(contents),
        Text("You must tell the family within six weeks of the transfer what happens next."),
    )


def ceasing_consultation(head: Head, *, ground: str, why: str, views_by: date) -> Letter:
    """To the family: ceasing is considered, and their views are asked for (reg 31(1))."""
    return make(
        "ceasing.consult",
        "We are thinking of ceasing the EHC plan",
        head,
        Text(
            f"We are considering whether {head.child}'s plan should cease. Nothing has been decided. "
            f"The ground in law would be: {ground[0].lower()}{ground[1:]} (Children and Families Act "
            "2014 section 45)."
        ),
        Heading("Why we are considering it"),
        Text(why),
        Heading("Tell us what you think"),
        Text(
            f"Tell us your views by {long_day(views_by)}. We can meet you if you would like that. "
            "The plan and its provision continue meanwhile."
        ),
        *help_blocks(head.services),
    )


def ceasing_consultation_of_setting(head: Head, *, ground: str, why: str, views_by: date) -> Letter:
    """To the head of the setting named in the plan (reg 31(1)(b))."""
    return make(
        "ceasing.consult_setting",
        "Consultation on ceasing an EHC plan",
        head,
        Text(
            f"We are considering whether {head.child}'s plan should cease, on this ground of section "
            f"45 of the Children and Families Act 2014: {ground[0].lower()}{ground[1:]}."
        ),
        Text(why),
        Text(
            f"Tell us your views by {long_day(views_by)}: have the outcomes in the plan been achieved, "
            "and what would be provided without it? You go on providing what it says meanwhile."
        ),
    )


def ceasing_decided(
    head: Head, *, ground: str, reasons: str, evidence: tuple[str, ...], last_day: date,
    in_force_to: date,
) -> Letter:  # fmt: skip
    """The decision to cease with the right of appeal; the plan is in force until then."""
    return make(
        "ceasing.decided",
        "We have decided to cease the EHC plan",
        head,
        Text(
            f"We have decided to cease {head.child}'s plan. The ground in law is: "
            f"{ground[0].lower()}{ground[1:]} (Children and Families Act 2014 section 45)."
        ),
        Heading("Our reasons"),
        Text(reasons),
        *considered_blocks(evidence),
        Heading("The plan stays in force for now"),
        Text(
            f"The plan and its provision continue until {long_day(in_force_to)} at the earliest. If "
            "you appeal, they continue until the appeal has ended."
        ),
        *_rights(head, "to cease the plan", last_day),
        last_day=last_day,
    )


def ceasing_dropped(head: Head, *, reasons: str) -> Letter:
    """The plan is kept after the consultation."""
    return make(
        "ceasing.dropped",
        "We will keep the EHC plan",
        head,
        Text(
            f"We asked for your views on ceasing {head.child}'s plan. We have decided to keep it."
        ),
        Heading("Our reasons"),
        Text(reasons),
        *help_blocks(head.services),
    )


def ceasing_ended(head: Head, *, ended_on: date) -> Letter:
    """The plan has come to its end."""
    return make(
        "ceasing.ended",
        "The EHC plan has ended",
        head,
        Text(f"{head.child}'s plan ended on {long_day(ended_on)}. The time to appeal has passed."),
        Text(
            "The school or college still supports children with special educational needs. You can "
            "ask us for a new assessment if needs change."
        ),
        *help_blocks(head.services),
    )


def budget_agreed(head: Head, *, wanted: str) -> Letter:
    """A personal budget is agreed."""
    return make(
        "budget.agreed",
        "We agree to a personal budget",
        head,
        Text(f"You asked for a personal budget for {head.child}: {wanted}"),
        Text(
            "We agree. Section J of the plan will show it. A direct payment starts when you have agreed "
            "its terms in writing. We review it within three months, and then at least once a year."
        ),
        *help_blocks(head.services),
    )


def budget_refused(head: Head, *, wanted: str, reasons: str) -> Letter:
    """No budget is agreed; the family can ask for the decision to be looked at again."""
    return make(
        "budget.refused",
        "We do not agree to a personal budget",
        head,
        Text(f"You asked for a personal budget for {head.child}: {wanted}"),
        Heading("Our reasons"),
        Text(reasons),
        Heading("If you disagree"),
        Text(
            "You can ask us to look at this decision again: write to us and say why. There is no appeal "
            "to the Tribunal about a personal budget. What the plan says must be provided all the same."
        ),
        *help_blocks(head.services),
    )


def educated_elsewhere(head: Head, *, at_home: bool, from_on: date, check_by: date) -> Letter:
    """The child is educated at home, or as the authority arranges."""
    how = (
        "You have told us that you educate your child at home."
        if at_home
        else "We arrange education for your child outside a school."
    )
    return make(
        "elsewhere.home" if at_home else "elsewhere.arranged",
        "Education outside a school",
        head,
        Text(f"{how} This is so from {long_day(from_on)}."),
        Grid(
            ("What", "What it means"),
            (
                ("The plan", f"{head.child}'s plan stays in force and is reviewed every year."),
                ("Section I", "We propose to amend it so that it names this type of education."),
                ("A first look", f"We ask by {long_day(check_by)} how the education is going."),
            ),
        ),
        *help_blocks(head.services),
    )
