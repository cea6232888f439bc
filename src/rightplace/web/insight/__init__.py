"""Dashboards for analysts, commissioners and team managers: counts only, never a child."""
