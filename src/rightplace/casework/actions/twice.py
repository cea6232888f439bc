"""What may still be done on a record of a child who was entered twice, where another record counts."""

from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import Person

STILL_DONE = frozenset(
    {
        # Ends what stands on it, so that the child is left with one of a kind.
        "request.withdraw", "plan.cease", "ceasing.consult", "ceasing.views", "ceasing.decide",
        "ceasing.keep", "ceasing.revoke", "ceasing.end", "task.finish", "contact.reply",
        "circumstance.end", "dispute.close", "document.withdraw", "review.call_off", "panel.remove",
        "letter.send", "letter.send_again",
        # Hands it over, takes something back, or says who may see it.
        "request.allocate", "plan.allocate", "undo", "event.correct", "lock.close", "lock.open",
        "finding.hand_over", "intake.may_be_same", "matching.same", "matching.different",
        "matching.undo", "matching.propose",
    }
)  # fmt: skip
"""The names of the actions; every other is for the record that counts."""


def refuse_other_record(action: str, person: Person | None) -> None:
    """Raise ActionRefused for what is not to be done on a record that counts as another."""
    if person is None or action in STILL_DONE:
        return
    counts = Person.objects.filter(other_records=person.pk).first()
    if counts is not None:
        raise ActionRefused(
            f"This child was entered twice, and {counts.reference} is the record that counts. Do it there:"
            " what stands here can only be ended, handed over or taken back. If they are two children, have"
            " the decision undone under “The same child?”."
        )
