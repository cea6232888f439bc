"""Quality assurance of plans: what is looked for, what was found, by whom it was checked."""

from django.db import models

from rightplace.casework.models.plans import Plan
from rightplace.casework.models.staff import Team, User
from rightplace.casework.models.versions import Versioned


class Grade(models.IntegerChoices):
    """How good a plan is, or one thing in it."""

    OUTSTANDING = 4, "Outstanding"
    GOOD = 3, "Good"
    REQUIRES_IMPROVEMENT = 2, "Requires improvement"
    INADEQUATE = 1, "Inadequate"


WEAK = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
"""The grades that need a theme."""


class Theme(models.TextChoices):
    """What a weakness is about."""

    CHILDS_VOICE = "childs_voice", "The child's voice"
    SPECIFIC = "specific", "Specific and quantified provision"
    OUTCOMES = "outcomes", "Outcomes"
    GOLDEN_THREAD = "golden_thread", "From need to provision to outcome"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social_care", "Social care"
    ADULTHOOD = "adulthood", "Preparing for adulthood"
    TIMELINESS = "timeliness", "Timeliness"
    LANGUAGE = "language", "Plain language"
    PLACEMENT = "placement", "Section I"
    ADVICE = "advice", "Use of advice"


class QualityTool(models.Model):
    """A numbered version of what is looked for; audits keep the version that they were made with."""

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    in_use_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="one_quality_tool_for_each_number"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"


class Criterion(models.Model):
    """One question of a tool; `weight` is how many times its grade counts."""

    tool = models.ForeignKey(QualityTool, models.PROTECT, related_name="criteria")
    rank = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40)
    question = models.CharField(max_length=200)
    theme = models.CharField(max_length=20, choices=Theme.choices)
    weight = models.PositiveSmallIntegerField()
    outstanding = models.CharField(max_length=300)
    good = models.CharField(max_length=300)
    requires_improvement = models.CharField(max_length=300)
    inadequate = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tool", "rank"], name="one_criterion_for_each_rank"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=5), name="criterion_weight_1_to_5"
            ),
        ]


class Sample(models.Model):
    """Plans drawn at one time: from which, how many, and the seed that draws the same again."""

    drawn_on = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    setting_group = models.CharField(max_length=20, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveSmallIntegerField()
    out_of = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gte=1, size__lte=models.F("out_of")),
                name="sample_within_the_plans",
            ),
            models.CheckConstraint(
                condition=models.Q(oldest__gte=models.F("youngest")), name="sample_ages_in_order"
            ),
        ]


class Audit(Versioned):
    """One plan looked at with one tool by one person. `grade` is kept when it is submitted."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="audits")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="audits")
    tool = models.ForeignKey(QualityTool, models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(User, models.PROTECT, related_name="audits")
    moderator = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="audits_to_moderate"
    )
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    learning = models.TextField(blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "plan"], name="plan_audited_once_in_a_sample"
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_on__isnull=True, grade__isnull=True)
                | models.Q(submitted_on__isnull=False, grade__in=Grade.values),
                name="audit_submitted_has_grade",
            ),
            models.CheckConstraint(
                condition=models.Q(moderator__isnull=True)
                | ~models.Q(moderator=models.F("auditor")),
                name="audit_moderated_by_another",
            ),
        ]


class Score(models.Model):
    """The grade of one criterion; none where it does not apply. `tags` are words of one's own."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade.choices)
    comment = models.TextField(blank=True)
    themes = models.JSONField(default=list)
    tags = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "criterion"], name="one_score_for_each_criterion"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__isnull=True) | models.Q(grade__in=Grade.values),
                name="score_grade_code",
            ),
        ]


class Moderation(models.Model):
    """A second look at an audit: the grade of whoever moderates, and the one that both agree on."""

    audit = models.OneToOneField(Audit, models.PROTECT, related_name="moderation")
    moderator = models.ForeignKey(User, models.PROTECT, related_name="moderations")
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    agreed_grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    reason = models.CharField(max_length=400)
    moderated_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grade__in=Grade.values, agreed_grade__in=Grade.values),
                name="moderation_grade_codes",
            ),
        ]


class Training(models.Model):
    """Something that can be learnt about a theme."""

    theme = models.CharField(max_length=20, choices=Theme.choices)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=120)
    length = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "title"], name="one_training_of_a_title_for_a_theme"
            ),
        ]
