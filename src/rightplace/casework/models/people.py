"""Children and young people."""

from django.db import models

from rightplace.casework.access import PersonQuerySet


class Person(models.Model):
    """A child or young person whom the authority knows through a request or a plan."""

    surname = models.CharField(max_length=80)
    forename = models.CharField(max_length=80)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    ethnicity = models.CharField(max_length=4)
    postcode = models.CharField(max_length=8, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    unique_learner_number = models.CharField(max_length=10, blank=True)
    upn_unknown = models.CharField(max_length=4, blank=True)

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
        ]
        indexes = [models.Index(fields=["surname", "forename"])]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"
