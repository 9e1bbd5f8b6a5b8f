"""Programs for developers: example data, screenshots."""
