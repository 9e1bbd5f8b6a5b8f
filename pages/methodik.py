"""What exactly is counted, by which rule, from which source?"""

from ozgdash.texts import text
from ozgdash.ui import backtest, components, data, filters, method

view = filters.view()
components.answer(text("method.title", view.lang), data.chart("rules", view), view)
components.chart("rules", view, finding=False)
method.why_they_differ(view)
method.definitions(view)
method.maturity_models(view)
backtest.shown(view)
method.benchmarks(view)
method.sources(view)
method.glossary(view)
