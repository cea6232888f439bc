"""A day's work: tasks, contacts, circumstances, cover and caseloads."""

from rightplace.casework.models import Circumstance, Contact, Cover, Task
from tests.web.addresses.base import CASEWORK, MANAGER, WHOLE, About, Page, row_of_child, shared

PAGES = {
    "staff:today": Page(WHOLE),
    "staff:tasks": Page(WHOLE),
    "staff:replies": Page(WHOLE),
    "staff:several": Page(CASEWORK),
    "staff:covers": Page(WHOLE),
    "staff:cover-start": Page(CASEWORK),
    "staff:cover-end": Page(CASEWORK, about="cover"),
    "staff:caseloads": Page({MANAGER}),
    "staff:caseloads-level": Page({MANAGER}),
    "staff:contacts": Page(WHOLE, about="person"),
    "staff:contact-add": Page(CASEWORK, about="person"),
    "staff:contact-reply": Page(CASEWORK, about="contact"),
    "staff:task-add": Page(CASEWORK, about="person"),
    "staff:task-change": Page(CASEWORK, about="task"),
    "staff:task-finish": Page(CASEWORK, about="task"),
    "staff:circumstance-add": Page(CASEWORK, about="person"),
    "staff:circumstance-end": Page(CASEWORK, about="circumstance"),
    "staff:rank-change": Page(CASEWORK, about="person"),
}
ABOUT: dict[str, About] = {
    "task": row_of_child(Task.objects.filter(done_on=None)),
    "contact": row_of_child(Contact.objects.exclude(reply_due_on=None)),
    "circumstance": row_of_child(Circumstance.objects.filter(until=None)),
    "cover": shared(Cover.objects.filter(ended_on=None)),
}
