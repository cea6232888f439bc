"""Addresses of the day's work."""

from django.urls import path

from rightplace.web.staff.work import caseloads, child, cover, lists, several, today

_CHILD = "cases/<int:person_id>/contacts"
urlpatterns = [
    path("work/", today.show, name="today"),
    path("work/tasks/", lists.tasks, name="tasks"),
    path("work/replies/", lists.replies, name="replies"),
    path("work/several/", several.show, name="several"),
    path("work/cover/", cover.show, name="covers"),
    path("work/cover/start/", cover.start, name="cover-start"),
    path("work/cover/<int:cover_id>/end/", cover.end, name="cover-end"),
    path("caseloads/", caseloads.show, name="caseloads"),
    path("caseloads/level/", caseloads.level, name="caseloads-level"),
    path(f"{_CHILD}/", child.show, name="contacts"),
    path(f"{_CHILD}/add/", child.add_contact, name="contact-add"),
    path(f"{_CHILD}/<int:contact_id>/reply/", child.reply, name="contact-reply"),
    path(f"{_CHILD}/task/", child.add_task, name="task-add"),
    path(f"{_CHILD}/task/<int:task_id>/", child.change_task, name="task-change"),
    path(f"{_CHILD}/task/<int:task_id>/finish/", child.finish_task, name="task-finish"),
    path(f"{_CHILD}/circumstance/", child.add_circumstance, name="circumstance-add"),
    path(
        f"{_CHILD}/circumstance/<int:circumstance_id>/end/",
        child.end_circumstance,
        name="circumstance-end",
    ),
    path(f"{_CHILD}/rank/", child.change_rank, name="rank-change"),
]
