"""What a coordinator sets up for reports by mail: a recipe and rules for alerts."""

RECIPE = 'title = "Quartal"\nsections = ["method"]\nformats = "ooxml"\npartners = ["auenstadt"]\n'
NO_REPORT = '[[alert]]\nrule = "no_report"\ndays = 3\n'
LATER = '[[alert]]\nrule = "no_report"\ndays = 5\n'
