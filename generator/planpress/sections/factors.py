"""Where a project stands in the order, what its priority is made of, and how sure its rank is."""

from collections.abc import Iterator

from planpress.charts.engine.text_metrics import shorten
from planpress.document.blocks import Bar, Block, Bullets, Cell, Column, Paragraph, Row, table
from planpress.document.labels import METHODS, label, owner_label, stage_label
from planpress.model.feasibility import AUTOMATION_LABELS
from planpress.model.metrics import Estimate
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.ranking import QUADRANT_LABELS, FactorScore, GroupScore, RankedProject
from planpress.model.text import Text, Words, joined, listed
from planpress.model.wording import at_start, day, few, fixed, number, ordinal, percent
from planpress.sections.rating_notes import known, questions
from planpress.sections.section import SectionKind, Subject


def status_text(subject: Subject) -> Text:
    """The line under the title: rank, quadrant, stage, owner, review."""
    entry, project, plan = subject.entry, subject.project, subject.plan
    parts: list[Words] = [place_words(subject)]
    if entry is not None and entry.quadrant is not None:
        parts.append(subject.number(QUADRANT_LABELS[entry.quadrant], "quadrant"))
    parts.append(subject.number(stage_label(project.current_stage), "stage"))
    if project.automation is not None:
        parts.append(AUTOMATION_LABELS[project.automation])
    parts.append(subject.number(owner_label(project.owner, plan), "owner"))
    if project.review_by is not None and project.active:
        late = (plan.as_of - project.review_by).days
        review = f"review {'overdue since' if late > 0 else 'by'} {day(project.review_by)}"
        parts.append(subject.number(review, "review"))
    return joined(parts, " · ")


def rank_text(subject: Subject) -> Text:
    """Where the priority comes from, and how sure the rank is; nothing for a project that is screened out."""
    entry = subject.entry
    if entry is None:
        return Text()
    if entry.priority.score is None:
        return Text("It has no priority: every factor of impact or of feasibility is missing.")
    parts: list[Words] = ["Priority ", subject.number(fixed(entry.priority.score), "priority")]
    if entry.priority.low != entry.priority.high:
        low, high = fixed(entry.priority.low), fixed(entry.priority.high)
        parts += [" (", subject.number(low, "priority"), " to ", subject.number(high, "priority"), ")"]
    parts += [", from impact ", subject.number(_value(entry.impact), "impact")]
    parts += [" and feasibility ", subject.number(_value(entry.feasibility), "feasibility"), "."]
    if entry.rank_low is not None and entry.rank_high is not None and len(subject.report.ranking.ordered) > 1:
        only = entry.rank_low == entry.rank_high
        ranks = ordinal(entry.rank_low) if only else f"{ordinal(entry.rank_low)} to {ordinal(entry.rank_high)}"
        parts += [" In 90 % of simulations it ranks ", subject.number(ranks, "rank_interval"), "."]
    capacity = subject.plan.capacity
    if entry.within_capacity is not None and capacity is not None:
        share = subject.number(percent(entry.within_capacity), "within_capacity")
        parts += [" In ", share, f" of them it is {capacity.within}."]
    return Text(*parts, _other_orders(entry, subject))


def held_back(plan: Plan, entry: RankedProject) -> str:
    """Both values, and the factor that leaves out most of them; nothing where no factor is rated."""
    scores = [score for group in GROUPS if (score := entry.group(group)).value is not None]
    values = " and ".join(f"{score.group} {fixed(score.value or 0.0)}" for score in scores)
    if not values:
        return ""
    lost = sorted(
        (added - most, label(one.factor, plan.factors(score.group)[one.factor]), added, most)
        for score in scores
        for one in score.factors
        if (added := score.added_by(one)) is not None and (most := score.most_of(one)) - added > 1e-9
    )
    if not lost:
        return f"{at_start(values)}: every rated factor is at its best."
    told = (f"{shorten(name)} ({fixed(added)} of a possible {fixed(most)})"
            for least, name, added, most in lost if least - lost[0][0] < 1e-9)  # fmt: skip
    return f"{at_start(values)}: it loses most points on {few(list(told))}."


def rating_words(rating: Estimate) -> str:
    """A rating as it was given: `4`, `3 to 5, likely 4`, `4 (lead), 3 (reviewer)`."""
    if rating.form == "raters":
        return ", ".join(f"{number(value)} ({rater})" for rater, value in rating.raters.items())
    if rating.form == "interval":
        return f"{number(rating.low)} to {number(rating.high)}"
    if rating.form == "triple":
        return f"{number(rating.low)} to {number(rating.high)}, likely {number(rating.central)}"
    return number(rating.central)


def place_words(subject: Subject, lead: str = "Rank ") -> Words:
    """`Rank 2 of 11`, or why there is none."""
    entry, ranking = subject.entry, subject.report.ranking
    if entry is None:
        return at_start(subject.project.left_out.state) if subject.project.left_out else "Not ranked"
    if entry.priority.rank is None:
        return subject.number("Not ranked", "priority")
    tied = ", tied," if ranking.tied_with(entry) else ""
    return subject.number(f"{lead}{entry.priority.rank}{tied} of {len(ranking.ordered)}", "rank")


def _other_orders(entry: RankedProject, subject: Subject) -> Text:
    """What other methods make of it, and which projects are at least as good throughout."""
    decides = subject.plan.priority.method
    others = [
        subject.number(f"{ordinal(priority.rank or 0)} ({METHODS[method]})", "priority", method)
        for method, priority in entry.by_method.items()
        if method != decides and priority.rank != entry.priority.rank
    ]
    said = Text(" Other methods: ", joined(others, ", "), ".") if others else Text()
    if not entry.dominated_by:
        return said
    titles = subject.report.names()
    better = listed(titles[other] for other in entry.dominated_by[:3])
    verb = "matches or beats" if len(entry.dominated_by) == 1 else "match or beat"
    return Text(said, " ", better, f" {verb} it on every factor.")


def _value(group: GroupScore) -> str:
    return "unknown" if group.value is None else fixed(group.value)


def _blocks(subject: Subject) -> Iterator[Block]:
    entry = subject.entry
    if entry is None:
        return
    held = held_back(subject.plan, entry)
    if held:
        yield Paragraph(held, key=subject.of("held back"))
    yield Paragraph(rank_text(subject))
    for group in GROUPS:
        yield from _factors(subject, group, entry.group(group))
    beside = tuple(known(subject))
    if beside:
        yield Paragraph("What is known beside these ratings:")
        yield Bullets(beside)


def _factors(subject: Subject, group: Group, score: GroupScore) -> Iterator[Block]:
    """The factors of one group with their ratings, their weights and why."""
    value = "unknown" if score.value is None else subject.number(fixed(score.value), group)
    caption = Text(f"{at_start(group)} ", value)
    if score.low != score.high:
        caption = Text(caption, " (", subject.number(_ends(score), group), ")")
    columns = [
        Column("Factor"), Column("Rating", look="rating"), Column("Scaled (0 to 1)", number=True),
        Column("Weight", number=True), Column("Points", number=True), Column("Why", look="words"),
    ]  # fmt: skip
    yield from table(caption, columns, (_factor(subject, group, factor, score) for factor in score.factors))


def _factor(subject: Subject, group: Group, score: FactorScore, whole: GroupScore) -> Row:
    factor, rating = subject.plan.factors(group)[score.factor], score.rating
    level = subject.plan.scales[factor.scale].levels.get(rating.central) if rating else " ".join(questions(factor))
    names = group, score.factor
    utility = subject.number("0 to 1" if score.utility is None else fixed(score.utility), *names)
    ends = _ends(score) if score.utility is not None and score.low != score.high else ""
    bar = Bar(score.low, score.high, score.utility, filled=True, guess=score.utility is None)
    added = whole.added_by(score)
    most = fixed(whole.most_of(score))
    adds: Words = f"up to {most}" if added is None else Text(subject.number(fixed(added), group), f" of {most}")
    return Row((
        Cell(label(score.factor, factor), hint=factor.question or ""),
        Cell(rating_words(rating) if rating else "not rated", level or "", key=subject.of(*names, "rating")),
        Cell(utility, ends, key=subject.of(*names, "utility"), bar=bar),
        Cell(number(score.weight), key=subject.of(*names, "weight")),
        Cell(adds, key=subject.of(*names, "adds")),
        Cell(rating.why or "" if rating else ""),
    ), key=subject.of(*names))  # fmt: skip


def _ends(score: GroupScore | FactorScore) -> str:
    return f"{fixed(score.low)} to {fixed(score.high)}"


SECTION = SectionKind(
    "factors", "Why it ranks where it does", 6, _blocks,
    edits=("impact", "feasibility", "effort", "screens"),
    conclusions=("rank", "quadrant", "capacity", "screen", "unrated"),
    folded=True,
)  # fmt: skip
