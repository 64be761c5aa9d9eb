"""Routes of files of charts: `<chart>-<place>-<from>-<to>-<language>.svg` and so on, never to change."""

from __future__ import annotations

from django.urls import path

from asylia.site.pictures import views

app_name = "pictures"
urlpatterns = [path("<str:name>", views.file, name="file")]
