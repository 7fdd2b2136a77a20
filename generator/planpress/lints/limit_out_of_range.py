from planpress.lints.lint import Found, bounds, lint, looks_like_percent, outside, range_words
from planpress.model.plan import Plan
from planpress.model.wording import number, quoted


@lint("PP226")
def limit_out_of_range(plan: Plan) -> Found:
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for bound, place in bounds(project):
            metric = metrics.get(bound.metric)
            if metric is None or not outside(bound.limit, metric):
                continue
            share = looks_like_percent(bound.limit, metric)
            way_out = f"write {number(bound.limit / 100)}" if share else "correct the limit or the range"
            message = f"{quoted(bound)} is outside the metric's range, {range_words(metric)}; {way_out}"
            yield place, message
