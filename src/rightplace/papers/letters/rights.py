"""What every appealable decision tells a family: the right, its last day, mediation, where to turn."""

from collections.abc import Iterable
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Text
from rightplace.papers.letters.services import Services


def long_day(day: date) -> str:
    """Monday 5 February 2024."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def considered_blocks(evidence: Iterable[str]) -> tuple[Block, ...]:
    """What a decision rests on besides its reasons, a point each; nothing where nothing is named."""
    points = tuple(point.strip() for point in evidence if point.strip())
    return (Heading("The evidence that we considered"), Bullets(points)) if points else ()


def preference_blocks(lines: Iterable[str]) -> tuple[Block, ...]:
    """Why another setting is named than the family asked for (CFA 2014 s39(4)); nothing without one."""
    said = tuple(Text(line) for line in lines)
    return (Heading("The setting that you asked for"), *said) if said else ()


def appeal_blocks(
    *, about: str, last_day: date, services: Services, places_only: bool = False
) -> tuple[Block, ...]:
    """The right of appeal about a decision ("not to carry out an assessment"), and what goes before.

    `last_day` is two months after the decision was sent (HESC Rules r20). With `places_only` the letter
    says that an appeal about Section I alone needs no mediation certificate (CFA 2014 s55(2)).
    """
    return (
        Heading("Your right of appeal"),
        Text(
            "If you disagree, you can appeal to the First-tier Tribunal (Special Educational Needs and "
            f"Disability) against our decision {about}. The Tribunal must receive your appeal by "
            f"{long_day(last_day)}, or within one month of the date of your mediation certificate "
            "if that is later."
        ),
        *_mediation(last_day, services, places_only),
        *help_blocks(services),
    )


def _mediation(last_day: date, services: Services, places_only: bool) -> tuple[Block, ...]:
    spared = (
        " You do not need a certificate if you appeal only about the school or other place that is named."
        if places_only
        else ""
    )
    return (
        Heading("Mediation"),
        Text(
            "Before you appeal you must speak to an independent mediation adviser, who gives you a "
            f"certificate whether or not you choose mediation. Do so by {long_day(last_day)}.{spared} "
            "Mediation is free, voluntary and independent of the council."
        ),
        Bullets((f"Mediation adviser: {services.mediation}",)),
    )


def help_blocks(services: Services) -> tuple[Block, ...]:
    """Disagreement resolution, and the information, advice and support service."""
    return (
        Heading("Help and advice"),
        Bullets(
            (
                f"Free, confidential and impartial advice: {services.advice}",
                f"Disagreement resolution, free and independent, for any disagreement with us, a school "
                f"or a health service, as well as mediation and an appeal: {services.disagreement}",
                f"What support there is: {services.local_offer}",
            )
        ),
    )
