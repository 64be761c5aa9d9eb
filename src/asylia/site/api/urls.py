"""Routes of the API."""

from __future__ import annotations

from asylia.site.api.v1 import api

app_name = "api"
urlpatterns = api.urls[0]
