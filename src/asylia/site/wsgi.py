"""What gunicorn runs. With its `preload_app` this is loaded once, and the workers are forked from it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylia.site.settings")
application = get_wsgi_application()

from asylia.site.loading import load_all  # noqa: E402  # the settings come first

load_all()
