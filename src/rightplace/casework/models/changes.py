"""What changes a plan between its reviews, and what ends it."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.versions import Versioned


def _in_order(first: str, then: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{then}__gte": models.F(first)}), name=name
    )


def _both_or_neither(code: str, day: str, codes: list[str], name: str) -> models.CheckConstraint:
    """A decision has its date, and a date its decision."""
    return models.CheckConstraint(
        condition=models.Q(**{code: "", f"{day}__isnull": True})
        | models.Q(**{f"{code}__in": codes, f"{day}__isnull": False}),
        name=name,
    )


class ReassessmentAskedBy(models.TextChoices):
    """Who asked for a reassessment (SEND Regs 2014 reg 23; CFA 2014 s44(2) and (3))."""

    FAMILY = "family", "Parent or young person"
    SETTING = "setting", "School or other setting"
    HEALTH = "health", "Health body"
    AUTHORITY = "authority", "The authority itself"


class ChangeAnswer(models.TextChoices):
    """What was answered to what was asked for."""

    AGREED = "A", "Agreed"
    REFUSED = "R", "Refused"


class Reassessment(models.Model):
    """A reassessment asked for, from the request to the amended plan (regs 23 to 27)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reassessments")
    asked_by = models.CharField(max_length=10, choices=ReassessmentAskedBy.choices)
    requested_on = models.DateField()
    why = models.TextField()
    answer = models.CharField(max_length=1, choices=ChangeAnswer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    final_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _both_or_neither(
                "answer", "answered_on", ChangeAnswer.values, "reassessment_answer_dated"
            ),
            _in_order("requested_on", "answered_on", "reassessment_answered_after_asked"),
            _in_order("answered_on", "final_on", "reassessment_final_after_answer"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(final_on=None, withdrawn_on=None) & ~models.Q(answer="R"),
                name="one_reassessment_at_a_time",
            ),
        ]


class ReassessmentAdvice(models.Model):
    """Advice asked for in a reassessment, as in a first assessment (reg 26)."""

    reassessment = models.ForeignKey(Reassessment, models.PROTECT, related_name="advice")
    adviser = models.CharField(max_length=30)
    requested_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reassessment", "adviser"], name="adviser_asked_once_in_a_reassessment"
            ),
            _in_order("requested_on", "received_on", "reassessment_advice_after_asked"),
        ]


class Amendment(models.Model):
    """An amendment at another time than after a review (reg 28)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    why = models.TextField()
    changes = models.TextField()
    notice_on = models.DateField()
    final_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            _in_order("notice_on", "final_on", "amendment_final_after_notice"),
            _in_order("notice_on", "dropped_on", "amendment_dropped_after_notice"),
            models.CheckConstraint(
                condition=models.Q(final_on=None) | models.Q(dropped_on=None),
                name="amendment_made_or_dropped",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(final_on=None, dropped_on=None),
                name="one_amendment_at_a_time",
            ),
        ]


class CeasingGround(models.TextChoices):
    """The grounds of CFA 2014 s45(1); there is no other."""

    NOT_RESPONSIBLE = "not_responsible", "We are no longer responsible for the child"
    NOT_NECESSARY = "not_necessary", "It is no longer necessary for a plan to be maintained"


class CeasingDecision(models.TextChoices):
    """What was decided after the consultation."""

    CEASE = "C", "Cease the plan"
    KEEP = "K", "Keep the plan"


class Ceasing(models.Model):
    """A proposal to cease a plan: consultation, views, decision and end (reg 31; CFA 2014 s45)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="ceasings")
    ground = models.CharField(max_length=20, choices=CeasingGround.choices)
    why = models.TextField()
    consulted_on = models.DateField()
    views_by = models.DateField()
    setting = models.CharField(max_length=120, blank=True)
    family_views = models.TextField(blank=True)
    family_views_on = models.DateField(null=True, blank=True)
    setting_views = models.TextField(blank=True)
    setting_views_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=1, choices=CeasingDecision.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _both_or_neither("decision", "decided_on", CeasingDecision.values, "ceasing_dated"),
            _in_order("consulted_on", "decided_on", "ceasing_decided_after_consulted"),
            _in_order("decided_on", "ended_on", "ceasing_ended_after_decided"),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, revoked_on=None) | models.Q(decision="C"),
                name="ceasing_ends_what_was_decided",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(ended_on=None, revoked_on=None) & ~models.Q(decision="K"),
                name="one_ceasing_at_a_time",
            ),
        ]


class MoveIn(models.Model):
    """What was settled when a plan moved in (reg 15(3) to (6))."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="move_in")
    practicable = models.BooleanField()
    arrangement = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    will_assess = models.BooleanField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practicable=True) | ~models.Q(arrangement=""),
                name="impracticable_move_has_arrangement",
            ),
            models.CheckConstraint(
                condition=models.Q(told_on=None, will_assess=None, review_on=None)
                | models.Q(
                    told_on__isnull=False, will_assess__isnull=False, review_on__isnull=False
                ),
                name="move_notice_says_all",
            ),
        ]


class MoveOut(models.Model):
    """A plan that goes to another authority (reg 15(1) and (2))."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="moves_out")
    to_la = models.CharField(max_length=3)
    contact = models.CharField(max_length=200, blank=True)
    known_on = models.DateField()
    moves_on = models.DateField()
    moved_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(sent_on=None), name="one_move_out_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_on=None) | models.Q(moved_on__isnull=False),
                name="plan_sent_after_move",
            ),
        ]


class Budget(models.Model):
    """A personal budget asked for, and what was agreed (CFA 2014 s49)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="budgets")
    asked_on = models.DateField()
    wanted = models.TextField()
    answer = models.CharField(max_length=1, choices=ChangeAnswer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _both_or_neither("answer", "answered_on", ChangeAnswer.values, "budget_answer_dated"),
            _in_order("asked_on", "answered_on", "budget_answered_after_asked"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(ended_on=None) & ~models.Q(answer="R"),
                name="one_budget_at_a_time",
            ),
        ]


class BudgetWay(models.TextChoices):
    """How a part of a personal budget is held."""

    DIRECT = "direct", "Direct payment to the family"
    ORGANISED = "organised", "Organised arrangement: we hold the money"
    NOTIONAL = "notional", "Notional: the amount is shown and we commission"
    THIRD_PARTY = "third_party", "Third party: someone else holds the money for the family"


class BudgetPart(models.Model):
    """One part of a personal budget. `review_due_on` is a local limit for direct payments."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="parts")
    way = models.CharField(max_length=12, choices=BudgetWay.choices)
    purpose = models.CharField(max_length=200)
    yearly = models.DecimalField(max_digits=9, decimal_places=2)
    agreed_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(yearly__gt=0), name="budget_part_has_amount"),
            models.CheckConstraint(
                condition=models.Q(way="direct", review_due_on__isnull=False)
                | (~models.Q(way="direct") & models.Q(review_due_on=None)),
                name="direct_payments_are_reviewed",
            ),
        ]


class ElsewhereKind(models.TextChoices):
    """Education otherwise than at school; the values are the return's setting codes."""

    HOME = "EHE", "Elective home education"
    ARRANGED = "OLA", "Arranged by us outside a school (CFA 2014 s61)"


class Elsewhere(Versioned):
    """A time of education outside a school, with the checks that it is suitable."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="elsewhere")
    kind = models.CharField(max_length=3, choices=ElsewhereKind.choices)
    starts_on = models.DateField()
    what = models.TextField()
    check_due_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    suitable = models.BooleanField(null=True, blank=True)
    finding = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _in_order("starts_on", "checked_on", "elsewhere_checked_after_start"),
            _in_order("starts_on", "ended_on", "elsewhere_ended_after_start"),
            models.CheckConstraint(
                condition=models.Q(checked_on=None, suitable=None)
                | models.Q(checked_on__isnull=False, suitable__isnull=False),
                name="elsewhere_check_has_finding",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, check_due_on__isnull=False)
                | models.Q(ended_on__isnull=False, check_due_on=None),
                name="elsewhere_is_checked_while_it_lasts",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(ended_on=None), name="one_elsewhere_at_a_time"
            ),
        ]


class Detention(models.Model):
    """A time in relevant youth accommodation: the plan is kept (CFA 2014 ss70 to 75)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="detentions")
    place = models.CharField(max_length=120)
    home_la = models.CharField(max_length=3)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    provision = models.TextField()

    class Meta:
        constraints = [
            _in_order("starts_on", "ends_on", "detention_dates_in_order"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(ends_on=None), name="one_detention_at_a_time"
            ),
        ]


class Death(models.Model):
    """A child or young person has died: nothing more goes to the family from here."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="death")
    died_on = models.DateField()
    told_by = models.CharField(max_length=120)
