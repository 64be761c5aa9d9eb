"""What all tests share: the shipped law, a cache of their own, and how much Hypothesis tries."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook

settings.register_profile(
    "house",
    deadline=None,  # the two cores are shared; time is measured in bench/
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of compiled copies for this run, so that no test reads or leaves one of the user's."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASYLIA_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def django_for_tests(cache_folder: Path) -> Iterator[None]:
    """Django's own preparations, once in a process, for the folders of tests that ask for pages."""
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415  # few need it

    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture(scope="session")
def lawbook(cache_folder: Path) -> Lawbook:
    """The shipped law."""
    return Lawbook(load_law(data_folder("law")), kept=200)
