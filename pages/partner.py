"""Where does my own house stand: which department, what is due next, what is late, what is in the way?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, partner

view = filters.view()
components.answer(text("partner.title", view.lang), data.chart("partner", view), view)
partner.key_figures(view)
partner.sections(view)
