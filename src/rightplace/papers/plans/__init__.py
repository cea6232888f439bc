"""Plans and their amendments as papers: the same words as tagged PDF and as Word."""

from rightplace.papers.plans.comparison import comparison_pdf
from rightplace.papers.plans.document import Cover, PlanPaper, plan_paper
from rightplace.papers.plans.files import plan_pdf, plan_word

__all__ = ["Cover", "PlanPaper", "comparison_pdf", "plan_paper", "plan_pdf", "plan_word"]
