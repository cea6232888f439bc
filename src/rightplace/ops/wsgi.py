"""The WSGI entry for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from rightplace.ops.boot import keep_queries

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightplace.ops.settings")

keep_queries()
application = get_wsgi_application()
