"""The words of a plan, version by version (SEND Regs 2014 reg 12), and the family's views on them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.settings import Setting
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned
from rightplace.plan_words.sections import PASSAGES, PROVISION_SECTIONS, Area


class PlanVersion(Versioned):
    """One version of the words of a plan: of a request until the plan exists, then of the plan.

    `version` counts every change of its words, so that what is sent is what was read. A version that
    was sent is never changed; `pdf` and `word` are the digests of the files that went out.
    """

    class Status(models.TextChoices):
        """How far a version has come."""

        DRAFT = "draft", "Draft"
        PROPOSED = "proposed", "Sent to the family"
        FINAL = "final", "Final"
        SUPERSEDED = "superseded", "Superseded"

    person = models.ForeignKey(Person, models.PROTECT, related_name="plan_versions")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="plan_versions"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="redrafts"
    )
    made_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    final_on = models.DateField(null=True, blank=True)
    sent_in_spite = models.CharField(max_length=400, blank=True)
    sent_in_spite_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf = models.CharField(max_length=64, blank=True)
    word = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number"], name="one_plan_version_of_each_number"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status="draft"),
                name="one_draft_plan_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(status="final"), name="one_final_text_of_a_plan"
            ),
            models.CheckConstraint(
                condition=models.Q(request__isnull=False) | models.Q(plan__isnull=False),
                name="plan_version_of_a_request_or_a_plan",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "superseded"])
                | models.Q(status="proposed", proposed_on__isnull=False)
                | models.Q(status="final", final_on__isnull=False, plan__isnull=False),
                name="plan_version_status_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_in_spite="", sent_in_spite_by__isnull=True)
                | (~models.Q(sent_in_spite="") & models.Q(sent_in_spite_by__isnull=False)),
                name="plan_version_in_spite_has_who",
            ),
            models.CheckConstraint(
                condition=models.Q(pdf="", word="") | (~models.Q(pdf="") & ~models.Q(word="")),
                name="plan_version_has_both_files",
            ),
        ]


class PlanPassage(Versioned):
    """A piece of plain text of a version, or that nothing was identified."""

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="passages")
    slug = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    none_identified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan_version", "slug"], name="one_passage_of_each_name"
            ),
            models.CheckConstraint(
                condition=models.Q(slug__in=list(PASSAGES)), name="passage_has_a_known_name"
            ),
            models.CheckConstraint(
                condition=models.Q(none_identified=False) | models.Q(text=""),
                name="passage_says_none_or_what",
            ),
        ]


class PlanRow(Versioned):
    """A numbered row. `key` is the same in every version; `removed` takes it out of this one."""

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="%(class)ss")
    key = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    removed = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "key"], name="one_%(class)s_of_a_key"),
        ]


class PlanNeed(PlanRow):
    """A need of section B, C or D."""

    area = models.CharField(max_length=15)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(area__in=[area.value for area in Area]), name="need_area_code"
            ),
        ]


class PlanOutcome(PlanRow):
    """An outcome of section E; `needs` are the keys of the needs that it answers."""

    by_when = models.CharField(max_length=200, blank=True)
    steps = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    adulthood = models.CharField(max_length=15, blank=True)
    needs = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta(PlanRow.Meta):
        pass


class PlanProvision(PlanRow):
    """Provision of section F, G, H1 or H2; `outcomes` are the keys of what it works towards."""

    kind = models.CharField(max_length=2)
    amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=10, blank=True)
    frequency = models.CharField(max_length=12, blank=True)
    duration = models.CharField(max_length=200, blank=True)
    delivered_by = models.CharField(max_length=200, blank=True)
    qualification = models.CharField(max_length=200, blank=True)
    ratio = models.CharField(max_length=100, blank=True)
    review = models.CharField(max_length=200, blank=True)
    funding = models.CharField(max_length=10, blank=True)
    outcomes = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in PROVISION_SECTIONS]),
                name="provision_section_code",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gt=0),
                name="provision_amount_above_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, unit="")
                | (models.Q(amount__isnull=False) & ~models.Q(unit="")),
                name="provision_amount_has_unit",
            ),
        ]


class FamilyViews(models.Model):
    """What a family said of a draft that was sent to them (SEND Regs 2014 reg 13(1)(a))."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="family_views")
    plan_version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="family_views"
    )
    received_on = models.DateField()
    said = models.TextField()
    preferred = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    wants_meeting = models.BooleanField(default=False)
    wants_budget = models.BooleanField(default=False)
