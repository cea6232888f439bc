"""What there is to do: today's list, tasks and contacts, cover, caseloads."""
