"""The quality tool, training, and a sample of the team's plans that were looked at."""

import random
from datetime import timedelta

from rightplace.casework.actions import quality
from rightplace.casework.actions.quality import Question, Rule
from rightplace.casework.models import Audit, Plan, QualityTool
from rightplace.casework.models.quality import WEAK, Grade, Theme
from rightplace.county.furnish.desk import Desk

_SAMPLE, _GRADED, _MODERATED = 8, 6, 3
_WEIGHTS = (2, 10, 6, 1)
"""How often each grade is given, the best first."""

# Part of the plan, question, theme, weight, and what each grade looks like, the best first.
_QUESTIONS = (
    ("Section A", "Are the views and wishes of the child and the family there in their own words?",
     Theme.CHILDS_VOICE, 4, "Own words run through the whole plan and shape the outcomes.",
     "Own words open the plan, and what matters most is clear.",
     "Views are reported by adults, or are years old.", "Nobody asked, or it does not say."),
    ("Section B", "Is every need named, with what it means for this child?", Theme.GOLDEN_THREAD, 4,
     "Each need, its effect and its cause are told so that a new teacher would know the child.",
     "Each need is named, with its effect on learning.",
     "Needs are listed by label, or one from the advice is missing.", "Needs are vague or wrong."),
    ("Section E", "Are the outcomes specific, measurable and dated?", Theme.OUTCOMES, 4,
     "Outcomes say what the child will do, by when, and matter to the child.",
     "Most outcomes are measurable and dated.", "Outcomes describe provision, or cannot be measured.",
     "There are no outcomes, or they fit any child."),
    ("Section F", "Is the provision specific and in quantity: what, how often, by whom?", Theme.SPECIFIC, 5,
     "Every provision says type, hours, frequency, who and with which training.",
     "Provision is specific and quantified, with small gaps.",
     "Words such as 'access to' or 'regular' stand for hours.", "Provision could not be enforced."),
    ("Sections B to F", "Does one thread lead from need to provision to outcome?", Theme.GOLDEN_THREAD, 5,
     "Each need leads to provision and each provision to an outcome, and it is easy to follow.",
     "Nearly every need can be followed to an outcome.", "Some needs have no provision.",
     "Needs, provision and outcomes do not belong together."),
    ("Sections C and G", "Are health needs and agreed provision there?", Theme.HEALTH, 3,
     "Health is integrated, specific, and agreed in writing.", "Health is clear.",
     "Health is copied from a letter, or provision is vague.", "Health was not asked, or is left out."),
    ("Sections D and H", "Is social care there, in the right section?", Theme.SOCIAL_CARE, 3,
     "H1 and H2 are right, specific, and belong to the outcomes.", "Social care is clear and in its place.",
     "'Not known to social care' stands for an assessment.", "Social care was not asked, or is left out."),
    ("From Year 9", "Does the plan prepare for adulthood?", Theme.ADULTHOOD, 3,
     "Work, home, friends and health are planned with the young person.", "All four paths are there.",
     "One path is there, or in general words.", "Nothing prepares for adulthood."),
    ("Section K", "Does the plan reflect the advice that was given?", Theme.ADVICE, 4,
     "All advice is attached, and every recommendation is taken up or answered.",
     "Advice is attached and reflected.", "Some advice is not reflected.", "Advice is missing."),
    ("Section I", "Is the placement named lawfully and in the right words?", Theme.PLACEMENT, 3,
     "The name and type are right and follow from the provision.", "Name and type are right.",
     "The type is missing or unclear.", "Section I is wrong or empty."),
    ("The whole plan", "Is it in plain language that the family can use?", Theme.LANGUAGE, 2,
     "Short, warm and clear; terms are explained.", "Plain, with few terms unexplained.",
     "Jargon or copied reports.", "It cannot be understood without help."),
    ("The process", "Was it made and reviewed in time?", Theme.TIMELINESS, 2,
     "Every limit was kept, and the family knew the days.", "The plan itself was in time.",
     "Late, with a reason that was told.", "Late without a word."),
)  # fmt: skip
_TRAINING = (
    (Theme.SPECIFIC, "Writing Section F that can be enforced", "Case officers", "Half a day"),
    (Theme.OUTCOMES, "Outcomes that a child would recognise", "Case officers, advisers", "2 hours"),
    (Theme.CHILDS_VOICE, "Gathering views without words", "Case officers, settings", "Half a day"),
    (Theme.GOLDEN_THREAD, "From need to provision to outcome", "Case officers", "2 hours"),
    (Theme.HEALTH, "Health in plans, with the DCO", "Case officers, health advisers", "90 minutes"),
    (
        Theme.SOCIAL_CARE,
        "Sections D and H, with the DSCO",
        "Case officers, social care",
        "90 minutes",
    ),
    (Theme.ADULTHOOD, "Preparing for adulthood from Year 9", "Case officers", "Half a day"),
    (Theme.LANGUAGE, "Plain words in plans", "Everyone who writes", "1 hour"),
)
_WEAK = "The words are general: it does not say how much, or by whom."
_STRONG = "Clear, and about this child."


def furnish(desk: Desk) -> None:
    """Put a tool in use, draw plans of the team, grade most of them, and moderate some."""
    assurer = desk.user("quality")
    begun = desk.day - timedelta(days=120)
    how = desk.how(assurer, begun)
    questions = [Question(*each) for each in _QUESTIONS]
    tool = quality.add_tool(name="Plan quality", questions=questions, in_use_from=begun, **how)
    for theme, title, audience, length in _TRAINING:
        quality.add_training(theme=theme, title=title, audience=audience, length=length, **how)
    plans = Plan.objects.live().filter(team=desk.manager.team, person__lock=None)
    plans = list(plans.select_related("person", "officer"))
    if not plans:
        return
    audits = quality.draw_sample(
        plans,
        rule=Rule(team=desk.manager.team),
        size=min(_SAMPLE, len(plans)),
        seed=2023,
        tool=tool,
        auditor=assurer,
        moderator=desk.manager,
        **how,
    )
    draws = desk.draws("quality")
    for number, audit in enumerate(audits[:_GRADED]):
        _grade(desk, audit, tool, number, draws)
        if number < _MODERATED:
            _moderate(desk, audit, number)


def _grade(desk: Desk, audit: Audit, tool: QualityTool, number: int, draws: random.Random) -> None:
    """Grade every question, some weeks apart from one plan to the next."""
    how = desk.how(desk.user("quality"), desk.day - timedelta(days=100 - 15 * number))
    for criterion in tool.criteria.order_by("rank"):
        grade = draws.choices(sorted(Grade, reverse=True), _WEIGHTS)[0]
        weak = grade in WEAK
        quality.score(
            audit,
            criterion,
            grade=grade,
            comment=_WEAK if weak else _STRONG,
            themes=[criterion.theme] if weak else [],
            tags="copied from a report" if weak and draws.random() < 0.3 else "",
            **how,
        )
    learning = "Say hours, frequency and who in every line of Section F; ask the child again."
    quality.submit_audit(audit, learning=learning, **how)


def _moderate(desk: Desk, audit: Audit, number: int) -> None:
    """The manager looks a second time: the last one is graded lower, and both settle on that."""
    first = Grade(audit.grade)
    second = Grade(max(Grade.INADEQUATE, first - 1)) if number == _MODERATED - 1 else first
    reason = (
        "The same grade, for the same reasons."
        if second is first
        else "Section F could not be enforced as it stands, which weighs more than the rest."
    )
    quality.moderate(
        audit,
        grade=second,
        agreed_grade=second,
        reason=reason,
        **desk.how(desk.manager, desk.day - timedelta(days=90 - 15 * number)),
    )
