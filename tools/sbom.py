"""Write the bill of materials of a release (CycloneDX 1.6): what runs, from the lock, and the files that browsers load.

Every package has its version and the hashes of the lock, and its licence where it is installed and says so. The same
commit gives the same bytes: the day is that of the commit, and the serial number follows from the content. SEC-92.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from asylia import __version__
from asylia.site.assets import ASSETS, path_of

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
OUT = ROOT / "dist"
VERSION = SchemaVersion.V1_6
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SPACE = uuid.UUID("6c1b1f5e-6f0f-5b1c-9d1d-0d2f3a9b7c11")
_LONGEST_NAME = 100
"""A licence field longer than this holds the whole text of a licence and names none."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock. `hashes` are those of all its files, SHA-256."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(lock: str) -> Iterator[Locked]:
    """The packages of a lock as pip-compile writes it."""
    for entry in re.sub(r"\\\n", " ", lock).splitlines():
        if found := _PINNED.match(entry):
            yield Locked(found[1], found[2], tuple(_HASH.findall(entry)))


def bill(packages: Iterable[Locked], made: datetime, version: str = __version__) -> Bom:
    """The bill of materials: the packages, and the files of our own that browsers load."""
    product = Component(
        name="asylia", version=version, type=ComponentType.APPLICATION, bom_ref="asylia",
        purl=PackageURL("pypi", name="asylia", version=version),
        licenses=[LicenseFactory().make_from_string("Apache-2.0 AND CC-BY-4.0")],
    )  # fmt: skip
    components = [*map(_library, packages), *_files()]
    bom = Bom(components=components, metadata=BomMetaData(component=product, timestamp=made))
    bom.register_dependency(product, components)
    content = "\n".join(f"{one.name} {one.version} {one.bom_ref.value}" for one in components)
    bom.serial_number = uuid.uuid5(_SPACE, f"{version} {made.isoformat()} {content}")
    return bom


def _library(package: Locked) -> Component:
    purl = PackageURL("pypi", name=package.name.lower(), version=package.version)
    where = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{package.name}/{package.version}/#files"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes],
    )
    licence = licence_of(package)
    return Component(
        name=package.name, version=package.version, type=ComponentType.LIBRARY, bom_ref=str(purl), purl=purl,
        external_references=[where], licenses=[licence] if licence else [],
    )  # fmt: skip


def licence_of(package: Locked) -> License | None:
    """What an installed package says of its licence, if it is installed in this very version."""
    try:
        said = metadata.metadata(package.name)
    except metadata.PackageNotFoundError:
        return None
    if said["Version"] != package.version:
        return None
    told = {name: said.get_all(name) or [] for name in ("License-Expression", "License", "Classifier")}
    classified = [line.rpartition(" :: ")[2] for line in told["Classifier"] if line.startswith("License")]
    texts = (*told["License-Expression"], *told["License"], *classified)
    text = next((one for one in texts if one and len(one) <= _LONGEST_NAME and "\n" not in one), None)
    made: License | None = (
        LicenseFactory().make_from_string(text, license_acknowledgement=LicenseAcknowledgement.DECLARED)
        if text
        else None
    )
    return made


def _files() -> Iterator[Component]:
    for name, asset in ASSETS.items():
        digest = hashlib.sha256(path_of(name).read_bytes()).hexdigest()
        yield Component(
            name=name, type=ComponentType.FILE, bom_ref=f"file:{name}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
            licenses=[LicenseFactory().make_from_string(asset.licence)],
            properties=[Property(name="asylia:package", value=asset.package)],
        )  # fmt: skip


def written(bom: Bom) -> str:
    """The bill as JSON."""
    text: str = make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=2)
    return text + "\n"


def day_of_commit() -> datetime:
    """When the commit was made that is released: no clock is read."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return datetime.fromtimestamp(int(done.stdout), UTC)


def main() -> None:
    """Write dist/asylia-<version>.cdx.json."""
    OUT.mkdir(exist_ok=True)
    path = OUT / f"asylia-{__version__}.cdx.json"
    path.write_text(written(bill(locked(LOCK.read_text(encoding="utf-8")), day_of_commit())), encoding="utf-8")
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
