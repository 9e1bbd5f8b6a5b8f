"""From a file to a new snapshot: the only place that knows both the sources and the store."""

from ozgdash.ingest.data_folder import build
from ozgdash.ingest.files import import_files
from ozgdash.ingest.reports import BuildReport, ImportReport
from ozgdash.ingest.sheets import template

__all__ = ["BuildReport", "ImportReport", "build", "import_files", "template"]
