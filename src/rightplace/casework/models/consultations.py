"""What families prefer, which settings were consulted, and what they answered (CFA 2014 ss38 to 41)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Placement, Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.settings import Setting, SettingGroup
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class SettingKind(models.TextChoices):
    """What an institution is for CFA 2014 s38(3), which a family may ask to have named."""

    MAINTAINED = "maintained", "Maintained school or nursery school"
    ACADEMY = "academy", "Academy"
    FURTHER_EDUCATION = "further_education", "Institution within the further education sector"
    NON_MAINTAINED = "non_maintained", "Non-maintained special school"
    SECTION_41 = "section_41", "Independent, approved under section 41"
    INDEPENDENT = "independent", "Wholly independent, or another provider not in section 38(3)"

    @property
    def may_be_requested(self) -> bool:
        """Whether s38(3) lists it; otherwise the family makes representations only."""
        return self is not SettingKind.INDEPENDENT


class Purpose(models.TextChoices):
    """Why a setting is consulted."""

    NAME_IN_PLAN = "name_in_plan", "To name a setting in the plan"
    PHASE_TRANSFER = "phase_transfer", "Move to the next phase of education"
    CHANGE = "change", "Change of placement"


class Reply(models.TextChoices):
    """What a setting answered."""

    YES = "yes", "Yes, it can meet the needs"
    CONDITIONS = "conditions", "Yes, with conditions"
    NO = "no", "No"
    NONE = "none", "No reply"

    @property
    def came(self) -> bool:
        """Whether the setting answered at all."""
        return self is not Reply.NONE

    @property
    def offers(self) -> bool:
        """Whether it offers a place."""
        return self in (Reply.YES, Reply.CONDITIONS)


class RefusalGround(models.TextChoices):
    """The grounds of s39(4). To be full is none of them."""

    UNSUITABLE = "unsuitable", "Unsuitable for the age, ability, aptitude or needs of the child"
    OTHERS = "others", "Incompatible with the efficient education of others"
    RESOURCES = "resources", "Incompatible with the efficient use of resources"
    OTHER = "other", "Another reason"


class WhyNotConsulted(models.TextChoices):
    """Why the setting that a family prefers is not consulted."""

    NONE_GIVEN = "none_given", "The family gave no preference"
    WITHDRAWN = "withdrawn", "The family withdrew it"
    NOT_IN_ENGLAND = "not_in_england", "It is not in England or Wales"
    CLOSED = "closed", "It has closed or is closing"
    OTHER = "other", "Another reason"


class AgainstGround(models.TextChoices):
    """The exception relied on when another setting is named than the family prefers."""

    UNSUITABLE = "unsuitable", "unsuitable for age, ability, aptitude or needs (s39(4)(a))"
    OTHERS = "others", "incompatible with the efficient education of others (s39(4)(b)(i))"
    RESOURCES = "resources", "incompatible with the efficient use of resources (s39(4)(b)(ii))"
    EXPENDITURE = "expenditure", "unreasonable public expenditure (Education Act 1996 s9)"


def _one_case(name: str) -> models.CheckConstraint:
    """Of a request or of a plan, never of both."""
    return models.CheckConstraint(
        condition=models.Q(request__isnull=False, plan__isnull=True)
        | models.Q(request__isnull=True, plan__isnull=False),
        name=name,
    )


def _money(**kwargs: object) -> models.DecimalField:
    return models.DecimalField(
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        **kwargs,
    )


class PlaceOfACase(models.Model):
    """A setting in one case: a row of the record, or a place typed in. `name` is as it was then."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=SettingKind.choices, blank=True)

    class Meta:
        abstract = True


class Preference(PlaceOfACase, Versioned):
    """What a family asks to have named. Empty `name`: they were asked and gave none.

    `given_on` is the day of the request (s38(2)(b)), or for a wholly independent place of the
    representations. `not_consulted` is why it is not consulted, where it is not.
    """

    given_on = models.DateField()
    words = models.TextField(blank=True)
    not_consulted = models.CharField(max_length=20, choices=WhyNotConsulted.choices, blank=True)
    not_consulted_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            _one_case("preference_of_a_request_or_a_plan"),
            models.CheckConstraint(
                condition=(~models.Q(name="") & ~models.Q(kind=""))
                | models.Q(name="", kind="", setting__isnull=True, not_consulted="none_given"),
                name="preference_names_a_setting_or_says_none",
            ),
            models.CheckConstraint(
                condition=models.Q(not_consulted__in=["", *WhyNotConsulted.values]),
                name="preference_not_consulted_code",
            ),
        ]

    @property
    def stands(self) -> bool:
        """Whether it has to be consulted before another setting is named."""
        return not self.not_consulted


class DecisionAgainst(models.Model):
    """Why another setting is named than the family prefers; it goes into the final letter."""

    preference = models.OneToOneField(Preference, models.PROTECT, related_name="against")
    ground = models.CharField(max_length=20, choices=AgainstGround.choices)
    reasons = models.TextField()
    named = models.CharField(max_length=120)
    preferred_cost = _money()
    named_cost = _money()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=AgainstGround.values),
                name="decision_against_ground_code",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground__in=["resources", "expenditure"])
                | models.Q(preferred_cost__isnull=False, named_cost__isnull=False),
                name="decision_on_money_compares_costs",
            ),
        ]


class Consultation(PlaceOfACase, Versioned):
    """One setting asked whether it can meet a child's needs, what it answered, what came of it.

    `registration` and `authority` are of a place typed in, which has no row of its own. Costs are
    pounds a year. `full` notes that the setting says it is full, which is no ground by itself.
    """

    registration = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=80, blank=True)
    setting_group = models.CharField(max_length=20, choices=SettingGroup.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    preferred = models.BooleanField(default=False)
    sent_on = models.DateField()
    due_on = models.DateField()
    needs = models.TextField()
    provision = models.TextField()
    phase = models.CharField(max_length=80)
    wanted_from = models.DateField()
    chased_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    grounds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    full = models.BooleanField(default=False)
    reasons = models.TextField(blank=True)
    needed = models.TextField(blank=True)
    place_cost = _money()
    top_up = _money()
    residential_cost = _money()
    transport = models.CharField(max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="consultations"
    )

    class Meta:
        constraints = [
            _one_case("consultation_of_a_request_or_a_plan"),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="consultation_names_a_setting"
            ),
            models.CheckConstraint(
                condition=models.Q(setting__isnull=False)
                | (~models.Q(registration="") & ~models.Q(authority="")),
                name="typed_in_place_has_registration_and_authority",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("sent_on")),
                name="consultation_due_after_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(reply__in=["", "none"], replied_on__isnull=True)
                | models.Q(reply__in=["yes", "conditions", "no"], replied_on__isnull=False),
                name="setting_reply_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(replied_on__gte=models.F("sent_on")),
                name="setting_replied_after_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(grounds__contained_by=RefusalGround.values),
                name="refusal_ground_codes",
            ),
            models.CheckConstraint(
                condition=models.Q(grounds=[], full=False) | models.Q(reply="no"),
                name="refusal_grounds_need_a_refusal",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    accepted_on__isnull=True, starts_on__isnull=True, placement__isnull=True
                )
                | models.Q(
                    accepted_on__isnull=False,
                    starts_on__isnull=False,
                    reply__in=["yes", "conditions"],
                ),
                name="accepted_place_was_offered",
            ),
            models.UniqueConstraint(
                fields=["request", "name"],
                condition=models.Q(reply=""),
                name="setting_asked_once_in_a_request",
            ),
            models.UniqueConstraint(
                fields=["plan", "name"],
                condition=models.Q(reply=""),
                name="setting_asked_once_for_a_plan",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=models.Q(reply=""), name="awaited_setting_replies"
            ),
            models.Index(fields=["name"], name="consultations_by_setting"),
        ]

    @property
    def ref(self) -> str:
        """How the dated events of the case call the setting."""
        return self.name[:60]
