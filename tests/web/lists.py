"""Help for the tests of lists: one that was looked at."""

import json

from rightplace.casework import vault
from rightplace.casework.models import Job, JobFile, User
from rightplace.governance.queries.lists import last_good
from rightplace.web.today import now

LIST = b"child_ref,started_on\nA1,2022-01-01\nA2,2022-02-01\n"


def a_look(user: User) -> Job:
    """A list of two children, given by someone and looked at."""
    about = {"table": "home_educated", "as_of": "2023-01-16", "source": "Register"}
    job = Job(kind="list", about=about, asked_by=user, asked_at=now(), state="done", ended_at=now())
    before = last_good("home_educated")
    found = {
        "rows": 2, "before": before and before.pk, "new": 2, "changed": 0, "gone": 0, "same": 0,
    }  # fmt: skip
    job.result = vault.keep_chunks([json.dumps(found).encode()], job.shelf)
    job.save()
    digest = vault.keep_chunks([LIST], job.shelf)
    JobFile.objects.create(job=job, purpose="list", name="a.csv", digest=digest, size=len(LIST))
    return job
