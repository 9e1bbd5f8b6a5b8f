"""Which partner offers which service at which Reifegrad?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, service_list

view = filters.view()
components.answer(text("services.title", view.lang), data.chart("services", view))
service_list.searchable(view)
components.chart("matrix", view)
