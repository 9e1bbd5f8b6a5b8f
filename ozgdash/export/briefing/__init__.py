"""The briefing: a council package on paper."""
