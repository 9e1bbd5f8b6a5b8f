"""What changed between two dates (since the last council session)?"""

from ozgdash.texts import text
from ozgdash.ui import change_list, components, data, filters, targets

view = filters.view()
components.answer(text("changes.title", view.lang), data.chart("changes_waterfall", view), view)
components.method_on_paper(data.chart("changes_waterfall", view))
components.chart("changes_waterfall", view, finding=False)
components.chart("changes_counts", view)
targets.changed(view)
change_list.shown(view)
