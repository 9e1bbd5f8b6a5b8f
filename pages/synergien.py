"""What can we take over from each other, what do we share, which joint initiatives run, and what do we ask for?"""

from ozgdash.texts import text
from ozgdash.ui import components, data, filters, synergies

view = filters.view()
components.answer(text("synergies.title", view.lang), data.chart("opportunities", view), view)
synergies.sections(view)
