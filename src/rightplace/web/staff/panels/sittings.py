"""The sittings of all panels with their load; opening, closing and the minutes."""

from django import forms
from django.conf import settings
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import sittings as actions
from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.panels import person_of
from rightplace.casework.models import Panel, PanelItem, Role, Sitting
from rightplace.casework.queries.panels import items_for, loads
from rightplace.papers import letters
from rightplace.papers.letters.minutes import Minute, Record
from rightplace.papers.letters.minutes import minutes as minutes_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.letters import reference_of, signature
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.panels.forms import PresentForm, member_words, sitting_words
from rightplace.web.staff.panels.present import (
    agreement_words,
    interest_words,
    item_outcome,
    load_chart,
    status_tag,
)
from rightplace.web.today import now, today


class SittingsForm(GovForm, forms.Form):
    """Which sittings are shown."""

    panel = forms.ModelChoiceField(
        Panel.objects.order_by("name"), required=False, empty_label="Every panel"
    )
    when = forms.ChoiceField(
        required=False, choices=[("", "Any time"), ("coming", "To come"), ("past", "Held")]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"].label_from_instance = lambda panel: panel.name

    def chosen(self) -> Panel | None:
        """The one panel that is asked for."""
        return self.cleaned_data.get("panel") if self.is_valid() else None

    def wanted(self) -> Q:
        """The answers as a condition; what cannot be understood narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        found = Q(panel=given["panel"]) if given.get("panel") else Q()
        if given.get("when") == "coming":
            found &= ~Q(status=Sitting.Status.HELD)
        if given.get("when") == "past":
            found &= Q(status=Sitting.Status.HELD)
        return found


def _cells(row: Sitting) -> list[Value]:
    return [
        Cell(row.panel.name, href=reverse("staff:panel", args=[row.panel_id]), detail=row.place),
        Cell(f"{row.day:%-d %b %Y}", href=reverse("staff:sitting", args=[row.pk])),
        status_tag(row),
        row.listed,
        row.decided,
        row.panel.capacity,
    ]


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every sitting, the next first and then those held, with the picture of the load."""
    form = SittingsForm(request.GET or None)
    state = PanelItem.State
    rows = (
        Sitting.objects.filter(form.wanted())
        .select_related("panel")
        .annotate(
            listed=Count("items", filter=Q(items__state=state.LISTED)),
            decided=Count("items", filter=Q(items__state=state.DECIDED)),
        )
        .order_by(F("day").desc(), "pk")
    )
    links = [Link(f"{each.name}", reverse("staff:panel", args=[each.pk])) for each in _panels()]
    if request.user.role == Role.TEAM_MANAGER:
        links.append(Link("Set up a panel", reverse("staff:panel-add")))
    work = WorkList(
        what="panels.sittings",
        title="Panels and sittings",
        rows=rows,
        columns=("Panel", "Day", "Status", Column("To decide", True), Column("Decided", True),
                 Column("Takes", True)),
        cells=_cells,
        csv_columns=("panel", "day", "place", "status", "to_decide", "decided", "takes"),
        csv_row=lambda row: (row.panel.name, row.day, row.place, row.status, row.listed,
                             row.decided, row.panel.capacity),
        empty="No sitting fits this.",
        one="sitting",
        form=form,
        actions=tuple(links),
        extra={"chart": load_chart(loads(as_of=today(), panel=form.chosen()), "?format=csv")},
    )  # fmt: skip
    return answer(request, work, "staff/panels/sittings.html")


def _panels() -> list[Panel]:
    return list(Panel.objects.order_by("name"))


def sitting_or_404(sitting_id: int) -> Sitting:
    """A sitting, with its panel."""
    sitting = Sitting.objects.select_related("panel").filter(pk=sitting_id).first()
    if sitting is None:
        raise Http404
    return sitting


def sitting_crumbs(sitting: Sitting) -> tuple[Link, ...]:
    """From the panels to the sitting."""
    return (
        Link("Panels", reverse("staff:panels")),
        Link(sitting_words(sitting), reverse("staff:sitting", args=[sitting.pk])),
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Open a sitting with those who are present."""
    sitting = sitting_or_404(sitting_id)
    return ask(
        request,
        PresentForm(sitting.panel, request.POST or None),
        lambda given: actions.open_sitting(sitting, present=given["present"], **how(request)),
        title="Open the sitting",
        said="The sitting is open",
        back=reverse("staff:sitting", args=[sitting.pk]),
        caption=f"{sitting_words(sitting)}. The quorum is {sitting.panel.quorum}.",
        button="Open",
        crumbs=sitting_crumbs(sitting),
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Close the minutes."""
    sitting = sitting_or_404(sitting_id)
    return ask(
        request,
        forms.Form(request.POST or None),
        lambda given: actions.close_sitting(sitting, **how(request)),
        title="Close the minutes",
        said="The minutes are closed",
        back=reverse("staff:sitting", args=[sitting.pk]),
        caption=sitting_words(sitting),
        button="Close the minutes",
        crumbs=sitting_crumbs(sitting),
    )


_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@for_roles(Role.TEAM_MANAGER)
@require_safe
def minutes(request: HttpRequest, sitting_id: int, kind: str) -> HttpResponse:
    """The minutes as PDF or Word: the cases that the person may see; others are counted."""
    sitting = sitting_or_404(sitting_id)
    if kind not in _TYPES:
        raise Http404
    items = list(items_for(request.user).filter(sitting=sitting))
    people = [person_of(item) for item in items]
    record_list_look(people, what="panel.minutes", by=request.user, at=now())
    document = minutes_of(
        _record(sitting, items),
        council=settings.COUNCIL,
        reference=f"Sitting {sitting.pk}",
        by=signature(request.user),
    )
    made = letters.pdf(document, fonts=settings.FONTS) if kind == "pdf" else letters.word(document)
    name = f"minutes-{sitting.day}-{sitting.pk}.{kind}"
    return HttpResponse(
        made,
        content_type=_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _record(sitting: Sitting, items: list[PanelItem]) -> Record:
    present = set(sitting.present.values_list("pk", flat=True))
    members = list(sitting.panel.members.select_related("user").order_by("-chair", "pk"))
    return Record(
        panel=sitting.panel.name,
        day=sitting.day,
        place=sitting.place,
        quorum=sitting.panel.quorum,
        present=tuple(member_words(m) for m in members if m.pk in present),
        absent=tuple(member_words(m) for m in members if m.pk not in present),
        minutes=tuple(map(_minute, items)),
        not_shown=sitting.items.count() - len(items),
    )


def _minute(item: PanelItem) -> Minute:
    person, decided = person_of(item), item.state == PanelItem.State.DECIDED
    return Minute(
        case=f"{person} ({reference_of(person)})",
        question=item.get_question_display(),
        outcome=item_outcome(item) if decided else item.get_state_display(),
        how=f"{agreement_words(item)}." if decided else item.note,
        reasons=item.reasons,
        conditions=item.conditions,
        interests=interest_words(item),
    )
