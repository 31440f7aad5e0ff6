#!/usr/bin/env python3
"""Software bill of materials (CycloneDX 1.4, JSON) of the built programs, on standard output.

    scripts/sbom.py [FOLDER]   FOLDER holds sonomask, sonomask-cli, sonomask-decoder (build/release/bin)

What the programs link, directly or not, is asked of the dynamic linker, and whose it is of dpkg.
Headers that are compiled in and libraries that are loaded at run time are named below. Models, and
libraries of no package, come with their checksum.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent
PROGRAMS = ("sonomask", "sonomask-cli", "sonomask-decoder")
COMPILED_IN = ("libcli11-dev", "nlohmann-json3-dev")
LOADED_LATER = ("libopenblas0-pthread", "libqt6svg6")


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def linked_libraries(programs):
    lines = output_of("ldd", *map(str, programs)).splitlines()
    found = {fields[2] for fields in map(str.split, lines) if len(fields) > 2 and fields[2][0] == "/"}
    return sorted(found)


def names_of(library):
    """dpkg knows some files by the name before /lib became /usr/lib."""
    for path in (library, os.path.realpath(library)):
        bare = path.removeprefix("/usr")
        yield from (path, bare, "/usr" + bare)


def owners_of(libraries):
    paths = sorted({name for library in libraries for name in names_of(library)})
    owners = {}
    for line in output_of("dpkg-query", "-S", *paths).splitlines():
        packages, _, path = line.rpartition(": ")
        owners[path] = packages.split(",")[0].split(":")[0]
    return {library: next(filter(None, map(owners.get, names_of(library))), None)
            for library in libraries}


def licences_of(package):
    """The short names, where the package states its licences in machine-readable form."""
    try:
        text = Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    except OSError:
        return []
    if not text.startswith("Format:"):
        return []
    names = sorted(set(re.findall(r"^License: *(\S.*)$", text, re.MULTILINE)))
    return [{"license": {"name": name.strip()}} for name in names]


def package_components(packages):
    form = "${Package} ${Version} ${Architecture} ${db:Status-Status}\n"
    for line in output_of("dpkg-query", "-W", "-f", form, *sorted(packages)).splitlines():
        name, version, architecture, status = line.split()
        if status != "installed":
            continue
        purl = f"pkg:deb/debian/{name}@{version.replace('+', '%2B')}?arch={architecture}"
        yield {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
               "licenses": licences_of(name)}


def file_component(file, kind):
    checksum = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    return {"type": kind, "bom-ref": f"sha256:{checksum}", "name": Path(file).name,
            "hashes": [{"alg": "SHA-256", "content": checksum}]}


def bill_of(folder):
    programs = [folder / name for name in PROGRAMS if (folder / name).exists()]
    if not programs:
        sys.exit(f"no program of ours in {folder}; build first")
    owners = owners_of(linked_libraries(programs))
    packages = {owner for owner in owners.values() if owner} | {*COMPILED_IN, *LOADED_LATER}
    components = [*package_components(packages),
                  *(file_component(file, "library") for file, owner in owners.items() if not owner),
                  *(file_component(file, "file")
                    for file in sorted((SOURCES / "models").glob("*.safetensors")))]
    version = re.search(r"project\(sonomask VERSION ([\d.]+)", (SOURCES / "CMakeLists.txt").read_text())
    product = {"type": "application", "bom-ref": "sonomask", "name": "sonomask",
               "version": version[1], "licenses": [{"license": {"id": "Apache-2.0"}}]}
    return {"bomFormat": "CycloneDX", "specVersion": "1.4", "version": 1,
            "metadata": {"component": product}, "components": components,
            "dependencies": [{"ref": "sonomask", "dependsOn": [c["bom-ref"] for c in components]}]}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES / "build/release/bin"
    json.dump(bill_of(folder), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
