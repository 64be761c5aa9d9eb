"""Routes of the law."""

from __future__ import annotations

from django.urls import path

from asylia.site.law import views

app_name = "law"
urlpatterns = [path("", views.index, name="index")]
