"""Why an action may not be done, in words."""


class ActionRefused(Exception):
    """The action may not be done; the text says why and how to mend it."""


def refuse_unless(allowed: bool, reason: str) -> None:
    """Raise ActionRefused with `reason` unless `allowed`."""
    if not allowed:
        raise ActionRefused(reason)
