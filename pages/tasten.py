"""Which keys do what?"""

from ozgdash.ui import filter_state, keys

keys.shown(filter_state.lang())
