"""Routes of the figures. They are stable: what others cite must still open in ten years."""

from __future__ import annotations

from django.urls import path

from asylia.site.figures import charts, explained, measures

app_name = "figures"
urlpatterns = [
    path("", charts.index, name="index"),
    path("charts/<slug:name>/<slug:place>/", charts.latest, name="latest"),
    path("charts/<slug:name>/<slug:place>/<int:first>-<int:last>/", charts.chart, name="chart"),
    path("measures/", measures.index, name="measures"),
    path("measures/<slug:name>/", measures.measure, name="measure"),
    path("explain/", explained.start, name="explain"),
    path("explain/<slug:place>/<int:year>/<slug:name>/", explained.number, name="explained"),
    path("quoted/", explained.seeds, name="seeds"),
]
