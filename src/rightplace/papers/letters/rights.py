"""What every appealable decision tells a family: the right, its last day, mediation, where to turn."""

from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Text


def long_day(day: date) -> str:
    """Monday 5 February 2024."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def appeal_blocks(
    *, about: str, last_day: date, mediation: bool = True, places_only: bool = False
) -> tuple[Block, ...]:
    """The right of appeal about a decision ("not to carry out an assessment") and what goes before.

    `last_day` is two months after the decision was sent (HESC Rules r20). `places_only` is for what an
    appeal about Section I alone may leave out: the mediation certificate (CFA 2014 s55(2)).
    """
    blocks: list[Block] = [
        Heading("Your right of appeal"),
        Text(
            "If you disagree, you can appeal to the First-tier Tribunal (Special Educational Needs and "
            f"Disability) against our decision {about}. The Tribunal must receive your appeal by "
            f"{long_day(last_day)}, or within one month of the date of your mediation certificate "
            "if that is later."
        ),
    ]
    if mediation:
        blocks += _mediation(last_day, places_only)
    return (*blocks, *help_blocks())


def _mediation(last_day: date, places_only: bool) -> list[Block]:
    spared = (
        " You do not need one if you appeal only about the school or other place that is named."
        if places_only
        else ""
    )
    return [
        Heading("Mediation"),
        Text(
            "Before you appeal you must speak to an independent mediation adviser, who gives you a "
            f"certificate whether or not you choose mediation. Contact the adviser by "
            f"{long_day(last_day)}.{spared} Mediation is free, voluntary and independent of the council."
        ),
    ]


def help_blocks() -> tuple[Block, ...]:
    """Disagreement resolution, and the information, advice and support service."""
    return (
        Heading("Help and advice"),
        Bullets(
            (
                "SEND Information, Advice and Support Service (SENDIASS): free, confidential and "
                "impartial advice for parents, children and young people.",
                "Disagreement resolution: a free, independent service that can help with any "
                "disagreement with us, a school or a health service. You can use it as well as "
                "mediation and an appeal.",
                "Our Local Offer, which says how to reach both services, and what support there is.",
            )
        ),
    )
