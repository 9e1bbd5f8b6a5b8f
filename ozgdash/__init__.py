"""ozgdash: how far the services of a cooperation of municipalities are online."""

__version__ = "0.1.0"
