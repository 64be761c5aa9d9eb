"""Routes of HSDS: a list and an object of each kind."""

from __future__ import annotations

from django.urls import path

from asylia.site.hsds import views

app_name = "hsds"
urlpatterns = [
    path("", views.root, name="root"),
    *(path(kind, views.listed, {"kind": kind}, name=kind) for kind in views.KINDS),
    *(path(f"{kind}/<str:identifier>", views.one, {"kind": kind}, name=f"{kind}-one") for kind in views.KINDS),
]
