"""From a version in the record to its papers: the plan, the letters, what is kept of them."""

from datetime import date

from django.conf import settings

from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.plan_issue import Final, placement_words
from rightplace.casework.actions.plan_text import Files
from rightplace.casework.models import Person, PlanVersion, Request, Setting, User
from rightplace.casework.queries.consultations import preference_lines
from rightplace.law.duties import DUTIES
from rightplace.papers.letters import Letter
from rightplace.papers.letters.plan_text import (
    HEALTH_DUTY,
    SETTING_DUTY,
    Writing,
    copy_letter,
    draft_letter,
    final_letter,
)
from rightplace.papers.plans import Cover, PlanPaper, plan_paper, plan_pdf, plan_word
from rightplace.plan_words.text import PlanText
from rightplace.web.design.formats import day
from rightplace.web.staff.letters import copy_of, reference_of, services, signature, to_family

HEALTH_BODY = ("The integrated care board", "Designated clinical officer for SEND")


def paper_of(
    version: PlanVersion,
    text: PlanText,
    on: date,
    *,
    sent: bool = False,
    final: bool = False,
    number: int = 0,
) -> PlanPaper:
    """A version as a paper. `sent` or `final` on the day `on`; else as it stands, of its own day.

    A version that was sent is issued under the next `number`.
    """
    person = version.person
    is_final = final or version.status == PlanVersion.Status.FINAL
    kind = "Final plan" if is_final else "Draft plan"
    dated = on if sent or final else version.final_on or version.proposed_on or on
    return plan_paper(
        text,
        Cover(
            council=settings.COUNCIL,
            child=str(person),
            reference=reference_of(person),
            standing=f"{kind}, version {number or version.number}, {day(dated)}",
            facts=(
                ("Date of birth", day(person.birth_date)),
                ("UPN", person.upn or "None"),
                ("Postcode", person.postcode or "Not known"),
            ),
            final=is_final,
        ),
    )


def both(paper: PlanPaper) -> Files:
    """A paper as PDF and as Word."""
    return Files(plan_pdf(paper, fonts=settings.FONTS), plan_word(paper))


def files_of(version: PlanVersion, text: PlanText, on: date) -> Files:
    """A version as it stands, as both files."""
    return both(paper_of(version, text, on))


def paper_copy(kind: str, paper: PlanPaper, recipient: str, on: date, files: Files) -> Copy:
    """The plan itself, kept beside the letter that it goes with."""
    subject = f"{paper.cover.standing}: {paper.cover.child}"
    return Copy(kind, subject, recipient, on, paper.as_data(), files.pdf, files.word)


def writing(person: Person, version: int, on: date, by: User, to: tuple[str, ...] = ()) -> Writing:
    """What each letter about a plan has in common; to the family unless said otherwise."""
    return Writing(
        child=str(person),
        to=to or to_family(person),
        greeting="Dear colleague" if to else "Dear parent or carer",
        dated=on,
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(by),
        version=version,
    )


def letter_with_draft(version: PlanVersion, on: date, by: User) -> Letter:
    """With the last of the 15 days as the law counts them."""
    sent = version.request.plan_versions.exclude(pk=version.pk).exclude(proposed_on=None)
    return draft_letter(
        writing(version.person, version.number, on, by),
        last_day=DUTIES["draft.family_views"].allowance.last_day(on),
        again=sent.exists(),
        services=services(),
    )


def letter_with_final(case: Request, number: int, final: Final, on: date, by: User) -> Letter:
    """With what Section I names and why, and the last day for an appeal as the law counts it."""
    return final_letter(
        writing(case.person, number, on, by),
        settings=tuple(placement_words(final).splitlines()),
        against=preference_lines(case, named=_settings(final)),
        last_day=DUTIES["appeal.lodge"].allowance.last_day(on),
        services=services(),
    )


def copies_for_others(person: Person, number: int, final: Final, on: date, by: User) -> list[Copy]:
    """The letters to the settings that are named and to the health body (reg 13(2))."""
    letters = [_to_setting(person, number, setting, on, by) for setting in _settings(final)]
    to_health = writing(person, number, on, by, HEALTH_BODY)
    letters.append(copy_letter(to_health, kind="plan.final.health", duty=HEALTH_DUTY))
    return [copy_of(letter) for letter in letters]


def _settings(final: Final) -> list[Setting]:
    return [where.setting for where in (final.named, final.also) if where and where.setting]


def _to_setting(person: Person, number: int, setting: Setting, on: date, by: User) -> Letter:
    to = writing(person, number, on, by, (setting.name, "The head teacher or principal"))
    return copy_letter(to, kind="plan.final.setting", duty=SETTING_DUTY)
