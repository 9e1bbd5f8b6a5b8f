"""How accessible is this dashboard, and whom do I tell of a barrier?"""

from ozgdash.ui import filter_state, statement

statement.shown(filter_state.lang())
