"""Give me the deck, the briefing, the workbook, the pictures."""

from ozgdash.texts import text
from ozgdash.ui import components, council_page, data, filters

view = filters.view()
components.answer(text("council.title", view.lang), data.chart("progress", view), view)
council_page.show(view)
