"""How a finding is told: yes or no first, or nothing but the value, where that is wanted."""

from collections.abc import Sequence

from wasat.evidence.task import Form, Task
from wasat.reader.brief import shorten
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.refusal import yes_or_no
from wasat.reader.writer import Statement


def phrase(task: Task, search: Search, finding: Finding) -> Sequence[Statement]:
    """Return the statements of a finding in the form that the task wants."""
    (text, cited), *others = finding.statements
    verdict = None if finding.verdict is None else yes_or_no(task.language, is_yes=finding.verdict)
    if task.form is Form.WORD and not finding.is_list:
        brief = finding.brief or shorten(text, task.question, search.wants, is_figure=True)
        return ((verdict or brief, cited),)
    told = text if verdict is None else f"{verdict}: {text}"
    return ((told, cited), *others)
