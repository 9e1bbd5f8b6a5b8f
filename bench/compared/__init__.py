"""Programs compared in turns: floors, the commit before and this one."""
