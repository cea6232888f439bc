"""The plan, where it names, where the child is, and its reviews."""

from django.db import models

from rightplace.casework.access import PlanQuerySet
from rightplace.casework.models.people import Person
from rightplace.casework.models.requests import Assessment
from rightplace.casework.models.settings import Setting
from rightplace.casework.models.staff import Team, User


class Plan(models.Model):
    """An EHC plan that the authority maintains or maintained.

    `starts_on` is the day it was first made, which for a plan moved in is before `held_from`,
    the first day on which this authority was responsible for it. `next_review_on` is the limit of
    the next review: every plan that is maintained has one.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="plans")
    assessment = models.OneToOneField(
        Assessment, models.PROTECT, null=True, blank=True, related_name="plan"
    )
    starts_on = models.DateField()
    held_from = models.DateField()
    moved_in_from = models.CharField(max_length=3, blank=True)
    residential = models.CharField(max_length=1, blank=True)
    work_based = models.CharField(max_length=2, blank=True)
    personal_budget = models.BooleanField(default=False)
    organised_arrangements = models.BooleanField(default=False)
    direct_payment = models.CharField(max_length=2, blank=True)
    ceased_on = models.DateField(null=True, blank=True)
    cease_reason = models.CharField(max_length=1, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    next_duty = models.CharField(max_length=60, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ceased_on__isnull=True, cease_reason="")
                | (models.Q(ceased_on__isnull=False) & ~models.Q(cease_reason="")),
                name="plan_ceased_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(ceased_on__gte=models.F("held_from")),
                name="plan_ceased_after_held",
            ),
            models.CheckConstraint(
                condition=models.Q(held_from__gte=models.F("starts_on")),
                name="plan_held_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(personal_budget=True)
                | models.Q(organised_arrangements=False, direct_payment=""),
                name="budget_parts_need_a_budget",
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "next_due_on"],
                condition=models.Q(ceased_on__isnull=True),
                name="live_plans_by_officer",
            ),
            models.Index(
                fields=["next_review_on"],
                condition=models.Q(ceased_on__isnull=True),
                name="live_plans_by_review",
            ),
        ]


class Place(models.Model):
    """What a plan names or a child attends: a setting, or the return's code where there is none."""

    rank = models.PositiveSmallIntegerField()
    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    sen_setting = models.CharField(max_length=4, blank=True)
    sen_setting_other = models.CharField(max_length=80, blank=True)
    in_sen_unit = models.BooleanField(default=False)
    in_resourced_provision = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rank__in=[1, 2]), name="%(class)s_rank_is_1_or_2"
            ),
            models.CheckConstraint(
                condition=models.Q(setting__isnull=False, sen_setting="")
                | (models.Q(setting__isnull=True) & ~models.Q(sen_setting="")),
                name="%(class)s_setting_or_code",
            ),
        ]


class NamedSetting(Place):
    """A setting or type of setting that Section I names."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="named_settings")

    class Meta(Place.Meta):
        constraints = [
            *Place.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "rank"], name="one_named_setting_for_each_rank"
            ),
        ]


class Placement(Place):
    """Where the child is, from `entry_on` until `leaving_on`."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="placements")
    entry_on = models.DateField()
    leaving_on = models.DateField(null=True, blank=True)
    residential = models.CharField(max_length=1, blank=True)
    work_based = models.CharField(max_length=2, blank=True)

    class Meta(Place.Meta):
        constraints = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(leaving_on__gte=models.F("entry_on")),
                name="placement_left_after_entry",
            ),
        ]


class Need(models.Model):
    """A type of need: rank 1 primary, 2 secondary."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="needs")
    sen_type = models.CharField(max_length=4)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "rank"], name="one_need_for_each_rank"),
            models.CheckConstraint(condition=models.Q(rank__in=[1, 2]), name="need_rank_is_1_or_2"),
        ]


class Review(models.Model):
    """One review of a plan, from its meeting. `decision`: M maintain, A amend, C cease.

    An amendment ends with the final plan, or with the decision not to amend after all.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    meeting_on = models.DateField()
    report_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=1, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    proposed_changes = models.TextField(blank=True)
    notice_on = models.DateField(null=True, blank=True)
    views_on = models.DateField(null=True, blank=True)
    final_on = models.DateField(null=True, blank=True)
    not_amended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting_on"], name="one_review_on_a_day"),
            models.CheckConstraint(
                condition=models.Q(decision="", decision_on__isnull=True)
                | models.Q(decision__in=["M", "A", "C"], decision_on__isnull=False),
                name="review_decision_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(report_on__gte=models.F("meeting_on")),
                name="review_report_after_meeting",
            ),
            models.CheckConstraint(
                condition=models.Q(decision_on__gte=models.F("meeting_on")),
                name="review_decision_after_meeting",
            ),
            models.CheckConstraint(
                condition=models.Q(final_on__gte=models.F("notice_on")),
                name="review_final_after_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(views_on__gte=models.F("notice_on")),
                name="review_views_after_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(not_amended_on__isnull=True)
                | models.Q(
                    not_amended_on__gte=models.F("decision_on"),
                    decision="A",
                    final_on__isnull=True,
                ),
                name="review_not_amended_after_decision",
            ),
        ]


class PhaseTransferReview(models.Model):
    """The review and amendment before a move between phases of education (reg 18).

    The plan issued for it names `setting` from the day of the move, or else `setting_type`.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="phase_transfers")
    kind = models.CharField(max_length=30)
    moves_on = models.DateField()
    final_on = models.DateField(null=True, blank=True)
    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    setting_type = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(setting__isnull=True) | models.Q(setting_type=""),
                name="phase_plan_names_setting_or_type",
            ),
            models.UniqueConstraint(
                fields=["plan", "moves_on"], name="one_phase_transfer_on_a_day"
            ),
        ]
