"""The WSGI entry: ``granian nenep.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nenep.config.settings")
application = get_wsgi_application()
