"""Where does the cooperation stand against the deadline, partner by partner?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, ranking, use

view = filters.view()
components.answer(text("overview.title", view.lang), data.chart("progress", view), view)
components.tiles(data.tiles(view), view)
components.chart("progress", view, finding=False)
ranking.of_many(view)
components.chart("maturity", view)
components.chart("topics", view)
use.on_overview(view)
