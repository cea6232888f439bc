"""Where static files are collected to."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Compressed files with a hash in their names, also where one script imports another."""

    support_js_module_import_aggregation = True
