"""What data is this, how good is it, how do I bring in the next month's status?"""

from ozgdash.texts import text
from ozgdash.ui import alerts, comparison, components, data, filters, history, intake, jumps, lists

view = filters.view()
components.answer(text("quality.page_title", view.lang), data.chart("quality", view), view)
intake.panel(view)
history.templates(view)
alerts.shown(view)
lists.show("quality", view, finding=False)
components.chart("quality_kinds", view)
lists.show("quality_findings", view)
jumps.shown(view)
lists.show("outside_counts", view)
comparison.shown(view)
lists.show("outside_view", view, finding=False)
history.imports(view)
history.snapshots(view)
