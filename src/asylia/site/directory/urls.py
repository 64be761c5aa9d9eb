"""Routes of the directory, in neutral words (SEC-54). What a person needs is in none of them."""

from __future__ import annotations

from django.urls import path

from asylia.site.directory import card, find, lists, wrong

app_name = "directory"
urlpatterns = [
    path("", lists.index, name="index"),
    path("find/", find.find, name="find"),
    path("at/<slug:name>/", lists.organization, name="organization"),
    path("at/<slug:name>/card/", card.card, name="card"),
    path("at/<slug:name>/note/", wrong.note, name="note"),
    path("<slug:code>/", lists.place, name="place"),
]
