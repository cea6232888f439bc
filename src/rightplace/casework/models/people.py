"""Children and young people."""

from django.db import models

from rightplace.casework.access import PersonQuerySet
from rightplace.casework.models.settings import Setting
from rightplace.casework.models.versions import Versioned
from rightplace.law.codes import SenType


class Disability(models.TextChoices):
    """Whether a child is disabled (Equality Act 2010 s6), as the family or the setting says."""

    YES = "Y", "Yes"
    NO = "N", "No"


class Person(Versioned):
    """A child or young person whom the authority knows through a request or a plan.

    `setting` is where the child was when they were entered or last corrected; a plan has placements.
    `primary_need` is the type of need that the request or the setting gives; a plan has needs of its own.
    `disability` is blank where nobody was asked.
    `same_as` is the record that counts, where a child was entered twice; nothing is moved to it.
    `search_name` is the name as it is searched and compared (`casework.names`), set by the actions.
    """

    surname = models.CharField(max_length=80)
    forename = models.CharField(max_length=80)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    ethnicity = models.CharField(max_length=4)
    address = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    setting = models.ForeignKey(
        Setting, models.PROTECT, null=True, blank=True, related_name="pupils"
    )
    upn = models.CharField(max_length=13, blank=True)
    unique_learner_number = models.CharField(max_length=10, blank=True)
    upn_unknown = models.CharField(max_length=4, blank=True)
    primary_need = models.CharField(max_length=4, blank=True)
    disability = models.CharField(max_length=1, blank=True)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="other_records"
    )
    search_name = models.CharField(max_length=330, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["upn"], condition=~models.Q(upn=""), name="one_person_for_each_upn"
            ),
            models.CheckConstraint(condition=models.Q(sex__in=["M", "F"]), name="person_sex_code"),
            models.CheckConstraint(
                condition=models.Q(upn="", unique_learner_number="") | models.Q(upn_unknown=""),
                name="reason_only_without_identifier",
            ),
            models.CheckConstraint(
                condition=models.Q(primary_need__in=["", *SenType]), name="person_primary_need_code"
            ),
            models.CheckConstraint(
                condition=models.Q(disability__in=["", *Disability.values]),
                name="person_disability_code",
            ),
            models.CheckConstraint(
                condition=~models.Q(same_as=models.F("pk")), name="person_same_as_another"
            ),
        ]
        indexes = [
            models.Index(fields=["surname", "forename"]),
            models.Index(fields=["birth_date"]),
            models.Index(fields=["postcode"]),
            models.Index(
                fields=["search_name"],
                opclasses=["varchar_pattern_ops"],
                name="people_by_search_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def reference(self) -> str:
        """Our reference: it names nobody."""
        return f"RP-{self.pk:06d}"
