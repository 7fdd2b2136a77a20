"""How long a project has been in its stage, against the plan, and that it was never deployed: one sentence."""

from planpress.deciding import stage_time
from planpress.deciding.stage_times import median_words
from planpress.model.text import Text
from planpress.model.wording import counted
from planpress.sections.section import Subject


def stage_days(subject: Subject) -> Text:
    """`In training for 75 days (median of 12 stays: 43 days), no deployment yet after 138 days.`"""
    time = stage_time(subject.evaluation, subject.report)
    if time is None:
        return Text()
    said = Text(f"In {time.stage} for ", subject.number(counted(time.days, "day"), "lifecycle", "days"))
    if time.median is not None:
        median = subject.number(median_words(time.median), "lifecycle", "median")
        said = Text(said, f" (median of {time.stays} stays: ", median, ")")
    if time.undeployed is not None:
        since = subject.number(counted(time.undeployed, "day"), "lifecycle", "undeployed")
        said = Text(said, ", no deployment yet after ", since)
    return Text(said, ".")
