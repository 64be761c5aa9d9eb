"""One address for everything: what is sent comes by POST, and no answer can stand in an address."""

from __future__ import annotations

from django.urls import path

from asylia.site.case import views

app_name = "case"
urlpatterns = [path("", views.form, name="form")]
