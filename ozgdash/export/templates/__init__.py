"""The house's own templates: what is kept, how a stranger's file is opened, what is said of it."""
