"""Which partner offers which service at which Reifegrad?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, service_detail, service_list

view = filters.view()
components.answer(text("services.title", view.lang), data.chart(service_detail.answering(view), view), view)
service_list.searchable(view)
service_detail.chosen(view)
components.chart("matrix", view)
