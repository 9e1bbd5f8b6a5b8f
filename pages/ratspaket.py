"""Give me the deck, the briefing, the workbook, the pictures."""

from ozgdash.texts import text
from ozgdash.ui import components, council, council_documents, council_recipes, council_templates, data, filters

view = filters.view()
components.answer(text("council.title", view.lang), data.chart("progress", view))
council.summary(view)
council_recipes.choice(view)
order = council_templates.applied(council.order(view))
council_recipes.saving(order)
council_documents.offer(order)
