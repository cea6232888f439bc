"""The letters with a draft plan and with a final plan (SEND Regs 2014 regs 13 and 14)."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Bullets, Heading, Letter, Steps, Text
from rightplace.papers.letters.rights import (
    appeal_blocks,
    help_blocks,
    long_day,
    preference_blocks,
)
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Writing:
    """What every letter about a plan says: whose, to whom, from whom, on which day."""

    child: str
    to: tuple[str, ...]
    greeting: str
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]
    version: int


def draft_letter(writing: Writing, *, last_day: date, again: bool, services: Services) -> Letter:
    """With the draft plan: what the family may do, and until when (reg 13(1), CFA 2014 s38 and s49).

    `again`: they have had a draft before, and this one holds other changes (Code 9.125).
    """
    opening = (
        f"We have changed the draft plan that we sent you before. This is the new draft for {writing.child}."
        if again
        else f"We have decided to make an Education, Health and Care plan for {writing.child}. "
        "This is the draft."
    )
    return _letter(
        writing,
        kind="plan.draft",
        subject=f"Draft Education, Health and Care plan for {writing.child}",
        last_day=last_day,
        blocks=(
            Text(opening),
            Text(f"We enclose the draft plan, version {writing.version}, with this letter."),
            Heading("What we ask of you"),
            Text(
                f"Please read it and tell us what you think by {long_day(last_day)}. "
                f"The law gives you at least 15 days, beginning with {long_day(writing.dated)}."
            ),
            Steps(
                (
                    "Tell us what should be changed, added or left out. Write on the draft, write to us, "
                    "or call the person who signed this letter.",
                    "Ask for the school, college or other setting that you want the plan to name. "
                    "The draft names none: the law does not allow it. You can ask for any maintained "
                    "school, academy, college or approved independent setting.",
                    "Ask for a meeting with us about the draft, if you want one.",
                    "Ask for a personal budget, if you want to know what it could be or to arrange some "
                    "of the support yourself.",
                )
            ),
            Heading("Schools, colleges and other settings"),
            Text(
                "Our Local Offer says where you can find out about the schools and colleges that there "
                f"are: {services.local_offer}."
            ),
            Heading("What happens next"),
            Text(
                "We consult the setting that you ask for. If we make other changes than those you asked "
                "for, we send you a new draft. Then we issue the final plan, and you can appeal if you "
                "disagree with it."
            ),
            *help_blocks(services),
        ),
    )  # fmt: skip


def final_letter(
    writing: Writing, *, settings: tuple[str, ...], against: tuple[str, ...], last_day: date,
    services: Services,
) -> Letter:  # fmt: skip
    """With the final plan: what it names, and the right of appeal about B, F and I (CFA 2014 s51).

    `against` says why it does not name what the family asked for.
    """
    return _letter(
        writing,
        kind="plan.final",
        subject=f"Final Education, Health and Care plan for {writing.child}",
        last_day=last_day,
        blocks=(
            Text(
                f"This is the final Education, Health and Care plan for {writing.child}. We enclose it "
                f"with this letter, as version {writing.version}."
            ),
            Heading("What the plan names"),
            Bullets(settings),
            *preference_blocks(against),
            Text(
                "We must secure the special educational provision in section F, and the health service "
                "the health care provision in section G. The plan is reviewed within 12 months."
            ),
            *appeal_blocks(
                about="on what sections B, F and I of the plan say",
                last_day=last_day,
                services=services,
                places_only=True,
            ),
        ),
    )  # fmt: skip


def copy_letter(writing: Writing, *, kind: str, duty: str) -> Letter:
    """With the copy of a final plan for the setting it names or for the health body (reg 13(2))."""
    return _letter(
        writing,
        kind=kind,
        subject=f"Final Education, Health and Care plan for {writing.child}",
        last_day=None,
        blocks=(
            Text(
                f"We have issued the final Education, Health and Care plan for {writing.child} and "
                f"enclose a copy, version {writing.version}."
            ),
            Text(duty),
            Text("The plan holds sensitive personal information. Share it only with those who need it."),
        ),
    )  # fmt: skip


SETTING_DUTY = (
    "The plan names you in section I. A maintained school, an academy, a college or an approved "
    "institution that a plan names must admit the child or young person (Children and Families Act 2014 "
    "section 43). Everyone who teaches or supports them should know what the plan says."
)
HEALTH_DUTY = (
    "You must arrange the health care provision that section G specifies (Children and Families Act 2014 "
    "section 42(3))."
)


def _letter(writing: Writing, **parts: object) -> Letter:
    return Letter(
        to=writing.to,
        greeting=writing.greeting,
        dated=writing.dated,
        reference=writing.reference,
        council=writing.council,
        signed_by=writing.signed_by,
        **parts,  # type: ignore[arg-type]
    )
