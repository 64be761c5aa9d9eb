"""Routes of the law. They are stable: what others cite must still open in ten years."""

from __future__ import annotations

from django.urls import path

from asylia.site.law import cases, find, glossary, rules, tables, through_time, treaties

app_name = "law"
urlpatterns = [
    path("", rules.index, name="index"),
    path("search/", find.search, name="search"),
    path("rules/<str:name>/", rules.rule, name="rule"),
    path("rights/", tables.rights_of_all, name="rights_of_all"),
    path("rights/<slug:group>/", tables.rights_of_all, name="rights_of_group"),
    path("treaties/", treaties.treaties, name="treaties"),
    path("cases/", cases.index, name="cases"),
    path("cases/<slug:name>/", cases.case, name="case"),
    path("words/", glossary.glossary, name="words"),
    path("facts/<slug:name>/", glossary.fact, name="fact"),
    path("<slug:code>/", rules.place, name="place"),
    path("<slug:code>/history/", through_time.history, name="history"),
    path("<slug:code>/changes/", through_time.changes, name="changes"),
    path("<slug:code>/procedure/", through_time.procedure, name="procedure"),
    path("<slug:code>/rights/", tables.rights, name="rights"),
    path("<slug:code>/guarantees/", tables.guarantees, name="guarantees"),
    path("<slug:code>/deadlines/", tables.deadlines, name="deadlines"),
    path("<slug:code>/duties/", treaties.duties, name="duties"),
]
