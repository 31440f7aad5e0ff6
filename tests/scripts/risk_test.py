"""Each test that docs/risk.md and SECURITY.md name exists."""
import re
import sys
from pathlib import Path

sources = Path(sys.argv[1])
tests = {f"{suite}.{name}" for file in sources.glob("tests/*/*.cpp")
         for suite, name in re.findall(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", file.read_text(), re.MULTILINE)}
window = set()
for file in (sources / "tests/ui").glob("*_test.cpp"):
    window |= set(re.findall(r"void (\w+)\(\)", file.read_text()))

text = "".join((sources / page).read_text() for page in ("docs/risk.md", "SECURITY.md"))
named = set(re.findall(r"`([A-Z]\w+\.[A-Z]\w+)`", text)) - {"Suite.Name"}
missing = sorted(named - tests)
missing += sorted(name for name in re.findall(r"`window: (\w+)`", text) if name not in window | {"name"})
assert len(named) > 40, len(named)
assert not missing, missing
