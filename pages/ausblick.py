"""At the present pace, when is each partner done, and what pace would the target need?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, targets

view = filters.view()
components.answer(text("outlook.title", view.lang), data.chart("outlook_completion", view), view)
components.method_on_paper(data.chart("outlook_completion", view))
components.chart("outlook", view)
components.chart("outlook_completion", view, finding=False)
components.chart("pace_needed", view)
targets.shown(view)
